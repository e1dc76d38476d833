//! RSA keys and SHA-256 of AWS-LC: the workspace's only `unsafe` code.
//!
//! It knows nothing of this crate, so that the benchmarks can compare with the raw call.
#![expect(unsafe_code, reason = "aws-lc-sys is a C interface; each block states why it is sound")]

use std::{
    ffi::{c_int, c_uint},
    fmt,
    marker::PhantomData,
    mem::MaybeUninit,
    ops::Deref,
    ptr::{self, NonNull},
    slice,
};

use aws_lc_sys::{
    BIGNUM, BN_free, BN_new, BN_set_u64, ERR_clear_error, NID_sha256, OPENSSL_free, RSA, RSA_free,
    RSA_generate_key_ex, RSA_new, RSA_private_key_from_bytes, RSA_private_key_to_bytes, RSA_sign,
    RSA_size, SHA256_CTX, SHA256_Final, SHA256_Init, SHA256_Update,
};

/// An AWS-LC key, freed (and wiped) when dropped.
pub(crate) struct Rsa {
    key: NonNull<RSA>,
    owned: PhantomData<RSA>,
}

// SAFETY: AWS-LC keys belong to no thread: their reference count is atomic, and their caches (Montgomery form, blinding)
// are behind locks.
unsafe impl Send for Rsa {}

// SAFETY: "An RSA object may be used concurrently on multiple threads by non-mutating functions, provided no other
// thread is concurrently calling a mutating function" (openssl/rsa.h). What is called with a shared `Rsa` is
// `RSA_size`, `RSA_sign` and `RSA_private_key_to_bytes`, none of which mutates it; freeing needs the only owner.
unsafe impl Sync for Rsa {}

impl Rsa {
    /// Reads a private key: PKCS#1 in DER. AWS-LC checks its numbers against each other.
    pub(crate) fn from_pkcs1_der(der: &[u8]) -> Option<Self> {
        // SAFETY: The pointer and the length are those of one live slice, which the function only reads. It returns
        // null or a new key that nobody else owns, which is what `own` asks for.
        unsafe { Self::own(RSA_private_key_from_bytes(der.as_ptr(), der.len())) }
    }

    /// Makes a private key; of a multiple of 128 bits, to which AWS-LC rounds down.
    pub(crate) fn generate(bits: c_int, exponent: u64) -> Option<Self> {
        let exponent = BigNumber::new(exponent)?;
        // SAFETY: The function takes no argument, and returns null or a new key that nobody else owns.
        let key = unsafe { Self::own(RSA_new()) }?;
        // SAFETY: The key is new and owned here alone, so nothing else sees it change. The exponent is only read and
        // outlives the call. A null callback is allowed.
        let done = unsafe {
            RSA_generate_key_ex(key.key.as_ptr(), bits, exponent.0.as_ptr(), ptr::null_mut())
        };
        if done != 1 {
            clear_errors();
            return None;
        }
        Some(key)
    }

    /// Signs a SHA-256 digest by RSASSA-PKCS1-v1_5 (RFC 8017, section 8.2.1).
    pub(crate) fn sign_sha256(&self, digest: &[u8; 32]) -> Option<Vec<u8>> {
        let mut signature = vec![0; self.size()];
        let mut length: c_uint = 0;
        // SAFETY: The digest is read for the 32 bytes that it has. The signature is written for at most `RSA_size`
        // bytes, as the function documents, and is that long. Both outlive the call, as does the key behind `self`.
        // The function takes the key as mutable for historical reasons: its header says that it does not mutate it "for
        // thread-safety purposes and may be used concurrently".
        let done = unsafe {
            RSA_sign(
                NID_sha256,
                digest.as_ptr(),
                digest.len(),
                signature.as_mut_ptr(),
                &raw mut length,
                self.key.as_ptr(),
            )
        };
        if done != 1 || usize::try_from(length) != Ok(signature.len()) {
            clear_errors();
            return None;
        }
        Some(signature)
    }

    /// The key as PKCS#1 in DER, in memory that is wiped on drop.
    pub(crate) fn to_pkcs1_der(&self) -> Option<WipedBytes> {
        let (mut bytes, mut length) = (ptr::null_mut(), 0);
        // SAFETY: The key is valid and only read; both results are places of this frame. On success the first points
        // to `length` bytes that the caller owns and frees with `OPENSSL_free`, which `WipedBytes` does.
        let done =
            unsafe { RSA_private_key_to_bytes(&raw mut bytes, &raw mut length, self.key.as_ptr()) };
        match NonNull::new(bytes) {
            Some(bytes) if done == 1 => Some(WipedBytes { bytes, length }),
            _ => {
                clear_errors();
                None
            }
        }
    }

    /// Takes ownership; `None`, with the thread's error queue cleared, for null.
    ///
    /// # Safety
    ///
    /// `key` is null, or points to a valid key that nobody else frees or mutates.
    unsafe fn own(key: *mut RSA) -> Option<Self> {
        let key = NonNull::new(key);
        if key.is_none() {
            clear_errors();
        }
        key.map(|key| Self { key, owned: PhantomData })
    }

    /// The length of the modulus in bytes.
    fn size(&self) -> usize {
        // SAFETY: The key is valid as long as `self` lives, and is only read.
        let size = unsafe { RSA_size(self.key.as_ptr()) };
        usize::try_from(size).unwrap_or_default()
    }
}

impl Drop for Rsa {
    fn drop(&mut self) {
        // SAFETY: The key is valid and owned by `self`, which is not used after this.
        unsafe { RSA_free(self.key.as_ptr()) }
    }
}

impl fmt::Debug for Rsa {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[redacted]")
    }
}

/// The SHA-256 digest of the pieces, one after the other (FIPS 180-4, section 6.2).
pub(crate) fn sha256<'a>(pieces: impl Iterator<Item = &'a [u8]>) -> [u8; 32] {
    // What the functions return is not looked at: none fails for a context that is set up.
    let mut context = MaybeUninit::<SHA256_CTX>::uninit();
    let mut digest = [0; 32];
    // SAFETY: The context is a place of this frame, all of which `SHA256_Init` writes without reading it.
    unsafe { SHA256_Init(context.as_mut_ptr()) };
    for piece in pieces {
        // SAFETY: The context is set up. The pointer and the length are those of one live slice, which is only read.
        unsafe { SHA256_Update(context.as_mut_ptr(), piece.as_ptr().cast(), piece.len()) };
    }
    // SAFETY: The context is set up, and the 32 bytes that are written are those that the digest has.
    unsafe { SHA256_Final(digest.as_mut_ptr(), context.as_mut_ptr()) };
    digest
}

/// Bytes that AWS-LC allocated, and wipes when they are freed.
pub(crate) struct WipedBytes {
    bytes: NonNull<u8>,
    length: usize,
}

impl Deref for WipedBytes {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        // SAFETY: AWS-LC has written `length` bytes there, which nobody else owns and which live as long as `self`.
        unsafe { slice::from_raw_parts(self.bytes.as_ptr(), self.length) }
    }
}

impl Drop for WipedBytes {
    fn drop(&mut self) {
        // SAFETY: The bytes come from AWS-LC's allocator and are freed once. `OPENSSL_free` wipes them.
        unsafe { OPENSSL_free(self.bytes.as_ptr().cast()) }
    }
}

/// An AWS-LC number, freed when dropped. It holds public values only.
struct BigNumber(NonNull<BIGNUM>);

impl BigNumber {
    fn new(value: u64) -> Option<Self> {
        // SAFETY: The function takes no argument, and returns null or a new number that nobody else owns.
        let number = Self(NonNull::new(unsafe { BN_new() })?);
        // SAFETY: The number is valid and owned here alone.
        let done = unsafe { BN_set_u64(number.0.as_ptr(), value) };
        (done == 1).then_some(number)
    }
}

impl Drop for BigNumber {
    fn drop(&mut self) {
        // SAFETY: The number is valid and owned by `self`, which is not used after this.
        unsafe { BN_free(self.0.as_ptr()) }
    }
}

/// Empties the queue of this thread, so that no later caller of AWS-LC, such as the TLS library, finds errors of ours.
fn clear_errors() {
    // SAFETY: The function takes no argument and touches the state of this thread alone.
    unsafe { ERR_clear_error() }
}

#[cfg(test)]
mod tests {
    use super::*;

    const fn moves_between_threads<T: Send + Sync>() {}

    const _: () = moves_between_threads::<Rsa>();

    #[test]
    fn threads_share_a_key() {
        let key = Rsa::generate(1024, 65537).unwrap();
        let expect = key.sign_sha256(&[7; 32]).unwrap();
        assert_eq!(expect.len(), 128);
        std::thread::scope(|scope| {
            for _ in 0..8 {
                scope.spawn(|| {
                    for _ in 0..50 {
                        assert_eq!(key.sign_sha256(&[7; 32]).unwrap(), expect);
                    }
                });
            }
        });
        // A key that was written and read again is the same key.
        let read = Rsa::from_pkcs1_der(&key.to_pkcs1_der().unwrap()).unwrap();
        drop(key);
        assert_eq!(read.sign_sha256(&[7; 32]).unwrap(), expect);
    }

    #[test]
    fn what_is_refused_leaves_no_errors_behind() {
        assert!(Rsa::from_pkcs1_der(&[]).is_none());
        assert!(Rsa::from_pkcs1_der(&[0x30, 0x03, 0x02, 0x01, 0x00]).is_none());
        assert!(Rsa::generate(128, 65537).is_none());
        assert!(Rsa::generate(1024, 4).is_none());
        // SAFETY: The function takes no argument and touches the state of this thread alone.
        assert_eq!(unsafe { aws_lc_sys::ERR_peek_error() }, 0);
    }
}
