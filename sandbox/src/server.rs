//! TLS connections on loopback: each has a task of its own, so that one that stalls holds up no other.

use std::{
    io,
    net::{Ipv4Addr, Ipv6Addr, SocketAddr},
    pin::pin,
    sync::Arc,
    time::Duration,
};

use axum::{Router, response::Response};
use http::Request;
use hyper::{
    body::Incoming,
    service::{Service, service_fn},
};
use hyper_util::{
    rt::{TokioExecutor, TokioIo, TokioTimer},
    server::conn::auto,
    service::TowerToHyperService,
};
use tokio::{
    net::{TcpListener, TcpStream},
    sync::watch,
    task::JoinSet,
    time::{sleep, timeout},
};
use tokio_rustls::{TlsAcceptor, rustls::ServerConfig};

use crate::{
    certificates::Certificates,
    fault::{Broken, ConnectionFault, Connections, Faults, Open, Wire, is_reset},
};

/// A client that has not finished its TLS handshake by then is dropped.
const HANDSHAKE_LIMIT: Duration = Duration::from_secs(10);

/// A client of HTTP/1.1 that has not finished the headers of a request by then is dropped.
const HEADER_LIMIT: Duration = Duration::from_secs(30);

/// Requests that are not answered so long after the shutdown began are cut off.
const SHUTDOWN_LIMIT: Duration = Duration::from_secs(5);

/// How long to wait if no connection can be accepted, as when the process has too many files open.
const ACCEPT_PAUSE: Duration = Duration::from_millis(50);

/// Ports that the system chooses and of which another process holds the IPv6 half are given back, so often.
const PORT_ATTEMPTS: usize = 16;

/// The sockets of one sandbox: one port on 127.0.0.1 and, if the system has IPv6, on ::1, because a client may take
/// `localhost` for either.
pub(crate) struct Listeners {
    v4: TcpListener,
    v6: Option<TcpListener>,
    pub(crate) port: u16,
}

impl Listeners {
    /// Binds the port, or one that the system chooses for 0.
    pub(crate) async fn bind(port: u16) -> io::Result<Self> {
        let mut attempts = if port == 0 { PORT_ATTEMPTS } else { 1 };
        loop {
            attempts -= 1;
            let v4 = TcpListener::bind((Ipv4Addr::LOCALHOST, port)).await?;
            let port = v4.local_addr()?.port();
            match TcpListener::bind((Ipv6Addr::LOCALHOST, port)).await {
                Ok(v6) => {
                    return Ok(Self { v4, v6: Some(v6), port });
                }
                // Clients that take `localhost` for ::1 would reach another server.
                Err(error) if error.kind() == io::ErrorKind::AddrInUse => {
                    if attempts == 0 {
                        return Err(error);
                    }
                }
                Err(_) => return Ok(Self { v4, v6: None, port }),
            }
        }
    }

    async fn accept(&self) -> io::Result<(TcpStream, SocketAddr)> {
        match &self.v6 {
            Some(v6) => tokio::select! {
                accepted = self.v4.accept() => accepted,
                accepted = v6.accept() => accepted,
            },
            None => self.v4.accept().await,
        }
    }
}

/// What serves connections.
#[derive(Clone)]
pub(crate) struct Server {
    pub(crate) certificates: Certificates,
    pub(crate) routes: Router,
    pub(crate) faults: Arc<Faults>,
    pub(crate) connections: Connections,
}

impl Server {
    /// Serves connections until the sender of `stop` is dropped, then lets the requests that are under way finish.
    pub(crate) async fn serve(self, listeners: Listeners, mut stop: watch::Receiver<()>) {
        let mut connections = JoinSet::new();
        loop {
            tokio::select! {
                accepted = listeners.accept() => match accepted {
                    Ok((stream, _)) => {
                        let open = self.connections.accept();
                        connections.spawn(self.clone().connection(stream, open, stop.clone()));
                    }
                    Err(_) => sleep(ACCEPT_PAUSE).await,
                },
                Some(_) = connections.join_next() => {}
                _ = stop.changed() => break,
            }
        }
        drop(listeners);
        let finished = async { while connections.join_next().await.is_some() {} };
        // The limit is reached by clients that stall; what remains is cut off.
        let _ = timeout(SHUTDOWN_LIMIT, finished).await;
    }

    async fn connection(self, stream: TcpStream, open: Open, mut stop: watch::Receiver<()>) {
        let Some(tls) = self.tls(open.number) else { return };
        let handshake = timeout(HANDSHAKE_LIMIT, TlsAcceptor::from(tls).accept(stream));
        let stream = tokio::select! {
            handshake = handshake => handshake,
            _ = stop.changed() => return,
        };
        // A handshake that fails, as with a client that does not trust the certificate, is the client's to report.
        let Ok(Ok(stream)) = stream else { return };
        let mut builder = auto::Builder::new(TokioExecutor::new());
        builder.http1().timer(TokioTimer::new()).header_read_timeout(HEADER_LIMIT);
        let wire = Wire::default();
        let service = service(self.routes, wire.clone());
        let mut connection = pin!(builder.serve_connection(TokioIo::new(stream), service));
        tokio::select! {
            _ = connection.as_mut() => return,
            () = wire.cut_off() => return,
            _ = stop.changed() => connection.as_mut().graceful_shutdown(),
        }
        tokio::select! {
            // An error here is a connection that the client broke off.
            _ = connection => {}
            () = wire.cut_off() => {}
        }
    }

    /// What the connection of this number shows in its handshake; nothing if there is to be none.
    fn tls(&self, connection: u64) -> Option<Arc<ServerConfig>> {
        match self.faults.connection(connection) {
            ConnectionFault::None => Some(Arc::clone(&self.certificates.good)),
            ConnectionFault::Cut => None,
            ConnectionFault::Certificate(bad) => Some(self.certificates.bad(bad)),
        }
    }
}

/// Answers the requests of one connection. An error resets the stream of HTTP/2, and closes a connection of HTTP/1.1.
fn service(
    routes: Router,
    wire: Wire,
) -> impl Service<Request<Incoming>, Response = Response, Error = Broken, Future: Send> {
    let routes = TowerToHyperService::new(routes);
    service_fn(move |mut request: Request<Incoming>| {
        request.extensions_mut().insert(wire.clone());
        let response = routes.call(request);
        async move {
            let Ok(response) = response.await;
            if is_reset(&response) { Err(Broken) } else { Ok(response) }
        }
    })
}
