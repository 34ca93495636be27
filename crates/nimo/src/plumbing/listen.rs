//! Listening: plain over loopback or behind a proxy, or TLS of our own with a certificate that is read again on SIGHUP.

use axum::Router;
use axum::extract::connect_info::Connected;
use axum::serve::{IncomingStream, Listener};
use std::net::SocketAddr;
use std::path::PathBuf;
use std::pin::Pin;
use std::sync::{Arc, PoisonError, RwLock};
use std::task::{Context, Poll};
use std::time::Duration;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::{TcpListener, TcpStream};
#[cfg(unix)]
use tokio::signal::unix::{Signal, SignalKind, signal};
use tokio::sync::{OwnedSemaphorePermit, Semaphore, mpsc};
use tokio::time::{Instant, Sleep};
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::crypto::ring;
use tokio_rustls::rustls::pki_types::pem::PemObject;
use tokio_rustls::rustls::pki_types::{CertificateDer, PrivateKeyDer};
use tokio_rustls::rustls::server::{ClientHello, ResolvesServerCert};
use tokio_rustls::rustls::sign::CertifiedKey;
use tokio_rustls::server::TlsStream;

/// How long a stranger may take to shake hands.
const HANDSHAKE: Duration = Duration::from_secs(10);
/// So many connections are open at once; the next is taken when one of them ends.
const MOST_CONNECTIONS: usize = 1024;
/// A connection over which nothing comes or goes for so long is closed.
const SILENCE: Duration = Duration::from_secs(75);
/// How long open answers may take after the word to stop.
const GRACE: Duration = Duration::from_secs(10);

/// A certificate and its key, as files.
#[derive(Debug)]
pub struct Tls {
    cert: PathBuf,
    key: PathBuf,
    present: RwLock<Arc<CertifiedKey>>,
}

impl Tls {
    /// Reads both files.
    ///
    /// # Errors
    /// A sentence that names the file.
    pub fn read(cert: PathBuf, key: PathBuf) -> Result<Arc<Tls>, String> {
        let present = RwLock::new(Arc::new(certified(&cert, &key)?));
        Ok(Arc::new(Tls { cert, key, present }))
    }

    /// Reads both files again; what cannot be read leaves the present certificate as it is.
    ///
    /// # Errors
    /// A sentence that names the file.
    pub fn read_again(&self) -> Result<(), String> {
        let fresh = Arc::new(certified(&self.cert, &self.key)?);
        *self.present.write().unwrap_or_else(PoisonError::into_inner) = fresh;
        Ok(())
    }
}

impl ResolvesServerCert for Tls {
    fn resolve(&self, _hello: ClientHello<'_>) -> Option<Arc<CertifiedKey>> {
        Some(self.present.read().unwrap_or_else(PoisonError::into_inner).clone())
    }
}

fn certified(cert: &PathBuf, key: &PathBuf) -> Result<CertifiedKey, String> {
    let unreadable = |file: &PathBuf| {
        format!("{} を証明書または鍵（PEM）として読めません。ファイルを確かめてください。", file.display())
    };
    let chain: Result<Vec<_>, _> = CertificateDer::pem_file_iter(cert).map_err(|_| unreadable(cert))?.collect();
    let chain = chain.ok().filter(|chain| !chain.is_empty()).ok_or_else(|| unreadable(cert))?;
    let der = PrivateKeyDer::from_pem_file(key).map_err(|_| unreadable(key))?;
    let signing = ring::default_provider().key_provider.load_private_key(der).map_err(|_| unreadable(key))?;
    let certified = CertifiedKey::new(chain, signing);
    certified
        .keys_match()
        .map_err(|_| "証明書と鍵が組になっていません。--tls-cert と --tls-key を確かめてください。".to_string())?;
    Ok(certified)
}

/// A bound address with the signals that are heard for it: whoever says where nimo is makes this first, so that a signal which
/// comes right after finds somebody who listens and does not end the process in the middle of a write.
pub struct Ready {
    listener: TcpListener,
    tls: Option<(Arc<Tls>, Hangup)>,
    stop: Stop,
}

impl Ready {
    /// From here on Ctrl+C and SIGTERM are heard, and SIGHUP where there is a certificate to read again.
    ///
    /// # Errors
    /// What the system says when it lets nobody hear a signal.
    pub fn over(listener: TcpListener, tls: Option<Arc<Tls>>) -> std::io::Result<Ready> {
        let tls = tls.map(|tls| Ok::<_, std::io::Error>((tls, Hangup::heard()?))).transpose()?;
        Ok(Ready { listener, tls, stop: Stop::heard()? })
    }

    /// Serves until it is told to stop, then lets open answers end.
    ///
    /// # Errors
    /// What the listener says.
    pub async fn serve(self, router: Router) -> std::io::Result<()> {
        let Ready { listener, tls, stop: mut heard } = self;
        let (say_stop, mut stopping) = tokio::sync::watch::channel(false);
        let patience = async move {
            // After the word to stop, open answers have this long.
            while !*stopping.borrow() {
                if stopping.changed().await.is_err() {
                    return;
                }
            }
            tokio::time::sleep(GRACE).await;
        };
        let word = async move {
            heard.wait().await;
            let _ = say_stop.send(true);
        };
        let served = async {
            let service = router.into_make_service_with_connect_info::<Peer>();
            let listener = Counted::over(listener);
            match tls {
                None => axum::serve(listener, service).with_graceful_shutdown(word).await,
                Some((tls, hangup)) => {
                    let listener = TlsListener::over(listener, tls.clone())?;
                    tokio::spawn(hangup.read_again(tls));
                    axum::serve(listener, service).with_graceful_shutdown(word).await
                }
            }
        };
        tokio::select! {
            done = served => done,
            () = patience => Ok(()),
        }
    }
}

/// The word to stop.
#[cfg(unix)]
struct Stop {
    interrupted: Signal,
    terminated: Signal,
}

#[cfg(unix)]
impl Stop {
    fn heard() -> std::io::Result<Stop> {
        Ok(Stop { interrupted: signal(SignalKind::interrupt())?, terminated: signal(SignalKind::terminate())? })
    }

    async fn wait(&mut self) {
        tokio::select! { _ = self.interrupted.recv() => (), _ = self.terminated.recv() => () }
    }
}

/// The word to stop.
#[cfg(windows)]
struct Stop(tokio::signal::windows::CtrlC);

#[cfg(windows)]
impl Stop {
    fn heard() -> std::io::Result<Stop> {
        tokio::signal::windows::ctrl_c().map(Stop)
    }

    async fn wait(&mut self) {
        self.0.recv().await;
    }
}

/// The word to read the certificate again; a system without SIGHUP never says it.
struct Hangup {
    #[cfg(unix)]
    signal: Signal,
}

impl Hangup {
    fn heard() -> std::io::Result<Hangup> {
        Ok(Hangup {
            #[cfg(unix)]
            signal: signal(SignalKind::hangup())?,
        })
    }

    #[cfg(unix)]
    async fn read_again(mut self, tls: Arc<Tls>) {
        while self.signal.recv().await.is_some() {
            match tls.read_again() {
                Ok(()) => tracing::info!("certificate read again"),
                Err(sentence) => tracing::warn!(sentence, "certificate kept"),
            }
        }
    }

    #[cfg(not(unix))]
    async fn read_again(self, _: Arc<Tls>) {}
}

/// Takes no more connections than there are places.
struct Counted {
    listener: TcpListener,
    places: Arc<Semaphore>,
}

impl Counted {
    fn over(listener: TcpListener) -> Counted {
        Counted { listener, places: Arc::new(Semaphore::new(MOST_CONNECTIONS)) }
    }
}

impl Listener for Counted {
    type Io = Watched;
    type Addr = SocketAddr;

    async fn accept(&mut self) -> (Watched, SocketAddr) {
        let Ok(place) = self.places.clone().acquire_owned().await else { return std::future::pending().await };
        loop {
            match self.listener.accept().await {
                Ok((stream, peer)) => return (Watched::over(stream, place), peer),
                Err(_) => tokio::time::sleep(Duration::from_millis(50)).await,
            }
        }
    }

    fn local_addr(&self) -> std::io::Result<SocketAddr> {
        self.listener.local_addr()
    }
}

/// A connection with its place. It ends when the other side is silent for too long.
struct Watched {
    stream: TcpStream,
    silence: Pin<Box<Sleep>>,
    _place: OwnedSemaphorePermit,
}

impl Watched {
    fn over(stream: TcpStream, place: OwnedSemaphorePermit) -> Watched {
        Watched { stream, silence: Box::pin(tokio::time::sleep(SILENCE)), _place: place }
    }

    /// What moved starts the silence anew; what does not move waits until the silence is over.
    fn watch<T>(&mut self, cx: &mut Context<'_>, moved: Poll<std::io::Result<T>>) -> Poll<std::io::Result<T>> {
        if moved.is_ready() {
            self.silence.as_mut().reset(Instant::now() + SILENCE);
            return moved;
        }
        self.silence.as_mut().poll(cx).map(|()| Err(std::io::ErrorKind::TimedOut.into()))
    }
}

impl AsyncRead for Watched {
    fn poll_read(self: Pin<&mut Self>, cx: &mut Context<'_>, to: &mut ReadBuf<'_>) -> Poll<std::io::Result<()>> {
        let this = self.get_mut();
        let moved = Pin::new(&mut this.stream).poll_read(cx, to);
        this.watch(cx, moved)
    }
}

impl AsyncWrite for Watched {
    fn poll_write(self: Pin<&mut Self>, cx: &mut Context<'_>, from: &[u8]) -> Poll<std::io::Result<usize>> {
        let this = self.get_mut();
        let moved = Pin::new(&mut this.stream).poll_write(cx, from);
        this.watch(cx, moved)
    }

    fn poll_flush(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<std::io::Result<()>> {
        Pin::new(&mut self.get_mut().stream).poll_flush(cx)
    }

    fn poll_shutdown(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<std::io::Result<()>> {
        Pin::new(&mut self.get_mut().stream).poll_shutdown(cx)
    }
}

/// Shakes hands beside the accepting loop, so that one slow stranger keeps nobody waiting.
struct TlsListener {
    ready: mpsc::Receiver<(TlsStream<Watched>, SocketAddr)>,
    address: SocketAddr,
}

impl TlsListener {
    fn over(mut listener: Counted, tls: Arc<Tls>) -> std::io::Result<TlsListener> {
        let mut config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
            .with_safe_default_protocol_versions()
            .map_err(std::io::Error::other)?
            .with_no_client_auth()
            .with_cert_resolver(tls);
        config.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
        let acceptor = TlsAcceptor::from(Arc::new(config));
        let address = listener.local_addr()?;
        let (send, ready) = mpsc::channel(64);
        tokio::spawn(async move {
            while !send.is_closed() {
                let (stream, peer) = listener.accept().await;
                let (acceptor, send) = (acceptor.clone(), send.clone());
                tokio::spawn(async move {
                    if let Ok(Ok(stream)) = tokio::time::timeout(HANDSHAKE, acceptor.accept(stream)).await {
                        let _ = send.send((stream, peer)).await;
                    }
                });
            }
        });
        Ok(TlsListener { ready, address })
    }
}

impl Listener for TlsListener {
    type Io = TlsStream<Watched>;
    type Addr = SocketAddr;

    async fn accept(&mut self) -> (Self::Io, SocketAddr) {
        match self.ready.recv().await {
            Some(ready) => ready,
            None => std::future::pending().await,
        }
    }

    fn local_addr(&self) -> std::io::Result<SocketAddr> {
        Ok(self.address)
    }
}

/// The network address at the other end of a connection.
#[derive(Clone, Copy)]
pub struct Peer(
    /// The address.
    pub SocketAddr,
);

impl Connected<IncomingStream<'_, Counted>> for Peer {
    fn connect_info(stream: IncomingStream<'_, Counted>) -> Self {
        Peer(*stream.remote_addr())
    }
}

impl Connected<IncomingStream<'_, TlsListener>> for Peer {
    fn connect_info(stream: IncomingStream<'_, TlsListener>) -> Self {
        Peer(*stream.remote_addr())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    async fn at_the_door() -> (Counted, SocketAddr) {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        (Counted::over(listener), address)
    }

    #[tokio::test]
    async fn a_silent_stranger_is_let_go_and_his_place_is_free_again() {
        let (mut door, address) = at_the_door().await;
        let _silent = TcpStream::connect(address).await.unwrap();
        let (mut watched, _) = door.accept().await;
        assert_eq!(door.places.available_permits(), MOST_CONNECTIONS - 1);
        watched.silence.as_mut().reset(Instant::now());
        let mut bytes = [0; 8];
        let mut to = ReadBuf::new(&mut bytes);
        let ended = std::future::poll_fn(|cx| Pin::new(&mut watched).poll_read(cx, &mut to)).await.unwrap_err();
        assert_eq!(ended.kind(), std::io::ErrorKind::TimedOut);
        drop(watched);
        assert_eq!(door.places.available_permits(), MOST_CONNECTIONS);
    }
}
