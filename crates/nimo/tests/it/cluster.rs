//! One PostgreSQL for the test run, in a temporary folder, gone when the run ends.

use sqlx::{AssertSqlSafe, Connection, Executor};
use std::io::Read;
use std::net::TcpListener;
use std::path::PathBuf;
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use tokio::sync::{Mutex, OnceCell};

/// The cluster. Its standard input stays open as long as the tests run; when they end, however they end, it closes.
pub struct Cluster {
    port: u16,
    _child: Child,
    _stdin: ChildStdin,
}

static CLUSTER: OnceCell<Cluster> = OnceCell::const_new();
static CREATING: Mutex<()> = Mutex::const_new(());
static DATABASES: AtomicU32 = AtomicU32::new(0);

/// A fresh database: the address for the application's role and the one for the owner.
pub async fn fresh_database() -> (String, String) {
    let cluster = CLUSTER.get_or_init(start).await;
    let name = format!("town_{}", DATABASES.fetch_add(1, Ordering::Relaxed));
    let _alone = CREATING.lock().await;
    let mut root = root(cluster.port).await;
    root.execute(AssertSqlSafe(format!("create database {name} owner nimo_owner"))).await.expect("a fresh database");
    root.close().await.expect("closed");
    let url = |role: &str| format!("postgres://{role}@127.0.0.1:{}/{name}", cluster.port);
    (url("nimo_app"), url("nimo_owner"))
}

/// A connection of the superuser, for looking behind the doors.
pub async fn root(port: u16) -> sqlx::AnyConnection {
    sqlx::any::install_default_drivers();
    sqlx::AnyConnection::connect(&format!("postgres://postgres@127.0.0.1:{port}/postgres"))
        .await
        .expect("the cluster answers")
}

async fn start() -> Cluster {
    let bin = newest_bin();
    let port = TcpListener::bind("127.0.0.1:0").and_then(|l| l.local_addr()).expect("a free port").port();
    // The folder is made and removed by the role that PostgreSQL runs as; it refuses to run as root.
    let script = format!(
        r#"set -e
dir=$(mktemp -d /tmp/nimo-test-pg.XXXXXX)
trap 'rm -rf "$dir"' EXIT
"{bin}/initdb" -D "$dir/data" -U postgres -A trust -E UTF8 --locale=C.UTF-8 -N >/dev/null
"{bin}/postgres" -D "$dir/data" -p {port} -k "$dir" -c listen_addresses=127.0.0.1 -c fsync=off \
  -c max_connections=400 -c shared_buffers=64MB -c max_pred_locks_per_transaction=256 >"$dir/log" 2>&1 &
pid=$!
until "{bin}/pg_isready" -q -h 127.0.0.1 -p {port}; do kill -0 $pid || {{ cat "$dir/log" >&2; exit 1; }}; sleep 0.1; done
echo ready
cat >/dev/null || true
kill -INT $pid
wait $pid || true
"#,
        bin = bin.display()
    );
    let mut command = match run_as() {
        Some(user) => {
            let mut command = Command::new("runuser");
            command.args(["-u", user, "--", "sh", "-c", &script]);
            command
        }
        None => {
            let mut command = Command::new("sh");
            command.args(["-c", &script]);
            command
        }
    };
    let mut child = command
        .current_dir("/tmp")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("PostgreSQL starts: install it with `apt-get install -y postgresql`");
    let stdin = child.stdin.take().expect("its input");
    let mut said = [0u8; 5];
    child.stdout.take().expect("its output").read_exact(&mut said).expect("PostgreSQL says that it is ready");
    let mut root = root(port).await;
    root.execute("create role nimo_owner login; create role nimo_app login").await.expect("both roles");
    root.close().await.expect("closed");
    Cluster { port, _child: child, _stdin: stdin }
}

fn newest_bin() -> PathBuf {
    let versions =
        std::fs::read_dir("/usr/lib/postgresql").expect("PostgreSQL is installed: `apt-get install -y postgresql`");
    let mut found: Vec<(u32, PathBuf)> = versions
        .filter_map(|entry| {
            let path = entry.ok()?.path();
            let version = path.file_name()?.to_str()?.parse().ok()?;
            path.join("bin/initdb").exists().then(|| (version, path.join("bin")))
        })
        .collect();
    found.sort();
    found.pop().expect("PostgreSQL is installed: `apt-get install -y postgresql`").1
}

/// As root, somebody else runs it.
fn run_as() -> Option<&'static str> {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let is_root = status.lines().any(|line| line.starts_with("Uid:\t0\t"));
    let users = std::fs::read_to_string("/etc/passwd").unwrap_or_default();
    let has_postgres = users.lines().any(|line| line.starts_with("postgres:"));
    is_root.then_some(if has_postgres { "postgres" } else { "nobody" })
}
