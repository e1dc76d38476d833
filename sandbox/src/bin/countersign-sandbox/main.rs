//! The command: a sandbox that runs until Ctrl-C.

mod arguments;
mod certificate_file;
mod greeting;

use std::{
    error::Error,
    fs,
    io::{self, Write as _},
    pin::pin,
    process::ExitCode,
    time::Duration,
};

use countersign::VerifyingKey;
use countersign_sandbox::{Answered, FaultPlan, Sandbox};

use crate::{arguments::Arguments, certificate_file::CertificateFile, greeting::Greeting};

/// How often the command looks whether an entitlement has reached its end.
const TICK: Duration = Duration::from_secs(1);

#[tokio::main]
async fn main() -> ExitCode {
    match run(Arguments::parse()).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            say_error(&*error);
            ExitCode::FAILURE
        }
    }
}

async fn run(arguments: Arguments) -> Result<(), Box<dyn Error>> {
    let mut builder = Sandbox::builder().port(arguments.port).on_answer(say_answer);
    if let Some(path) = &arguments.public_key {
        builder = builder.public_key(VerifyingKey::from_file(path)?);
    }
    if let Some(seed) = arguments.storm {
        builder = builder.faults(FaultPlan::storm(seed));
    }
    for path in &arguments.documents {
        let file = path.display();
        let text = fs::read_to_string(path)
            .map_err(|error| format!("the document `{file}` cannot be read: {error}"))?;
        builder = builder.document(file.to_string(), text);
    }
    let sandbox = builder.start().await?;
    let certificate =
        CertificateFile::write(arguments.ca_file.as_deref(), sandbox.root_certificate_pem())?;
    let greeting =
        Greeting { sandbox: &sandbox, certificate: &certificate, storm: arguments.storm };
    say(&greeting.to_string());
    let mut ticks = tokio::time::interval(TICK);
    let mut stopped = pin!(stopped());
    loop {
        tokio::select! {
            stopped = &mut stopped => break stopped?,
            _ = ticks.tick() => sandbox.settle(),
        }
    }
    say("Stopping.");
    sandbox.shutdown().await;
    Ok(())
}

/// Waits for Ctrl-C or, where there is one, for the signal that ends a service.
async fn stopped() -> io::Result<()> {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        let mut terminate = signal(SignalKind::terminate())?;
        tokio::select! {
            ctrl_c = tokio::signal::ctrl_c() => ctrl_c,
            _ = terminate.recv() => Ok(()),
        }
    }
    #[cfg(not(unix))]
    tokio::signal::ctrl_c().await
}

fn say_answer(answered: &Answered) {
    let Answered { method, path, status, message, .. } = answered;
    let mut line = format!("{method} {path} {}", status.as_u16());
    if !status.is_success() {
        line.push(' ');
        line.push_str(message);
    }
    // Part of it comes from whoever sent the request, and must not steer the terminal.
    line.retain(|char| !char.is_control());
    say(&line);
}

/// Prints a text. If nobody reads, nothing is lost.
fn say(text: &str) {
    let _ = writeln!(io::stdout().lock(), "{text}");
}

fn say_error(error: &dyn Error) {
    let mut stderr = io::stderr().lock();
    let said = error.to_string();
    let _ = write!(stderr, "error: {said}");
    let mut source = error.source();
    while let Some(error) = source {
        // Some errors name their cause themselves.
        if !said.contains(&error.to_string()) {
            let _ = write!(stderr, ": {error}");
        }
        source = error.source();
    }
    let _ = writeln!(stderr);
}
