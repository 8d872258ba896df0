"""A PostgreSQL server for the tests: a cluster of their own in a temporary
folder, reached by a Unix socket alone, and as strict about disks as one that a
practice would run."""
import os
import pathlib
import pwd
import shutil
import socket
import subprocess
import tempfile
import uuid

import pytest

BIN = pathlib.Path("/usr/lib/postgresql/15/bin")


class Server:
    """A running cluster."""

    def __init__(self, folder):
        self.folder = pathlib.Path(folder)
        self.data = self.folder / "data"
        self.user = "postgres" if os.getuid() == 0 else \
            pwd.getpwuid(os.getuid()).pw_name
        self.port = 0
        self.more = ""  # options of the next start

    def run(self, tool, *arguments, **more):
        """Run a tool of PostgreSQL, as a user whom it lets."""
        command = [str(BIN / tool), *map(str, arguments)]
        if os.getuid() == 0:
            command = ["runuser", "-u", self.user, "--", *command]
        return subprocess.run(command, check=True, timeout=120,
                              stdin=subprocess.DEVNULL, cwd=self.folder,
                              capture_output=True, **more)

    def certify(self):
        """An authority, and a certificate of it for the address 0.0.0.0: by
        which Linux means this machine, but which is no address of it."""
        def openssl(*arguments):
            subprocess.run(["openssl", *arguments], check=True, timeout=60,
                           cwd=self.folder, capture_output=True)
        new = ["req", "-new", "-newkey", "ec", "-pkeyopt",
               "ec_paramgen_curve:prime256v1", "-nodes"]
        for name in ("ca", "other"):
            openssl(*new, "-x509", "-days", "30", "-subj", f"/CN={name}",
                    "-keyout", f"{name}.key", "-out", f"{name}.crt")
        openssl(*new, "-subj", "/CN=server", "-keyout", "server.key", "-out",
                "server.csr")
        (self.folder / "san").write_text("subjectAltName=IP:0.0.0.0\n")
        openssl("x509", "-req", "-in", "server.csr", "-CA", "ca.crt",
                "-CAkey", "ca.key", "-CAcreateserial", "-days", "30",
                "-extfile", "san", "-out", "server.crt")
        (self.folder / "server.key").chmod(0o600)
        if os.getuid() == 0:
            for name in ("server.key", "server.crt"):
                shutil.chown(self.folder / name, self.user)

    def start(self):
        self.certify()
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.run("initdb", "-D", self.data, "-A", "trust", "-E", "UTF8",
                 "--locale", "C.UTF-8", "-U", "postgres")
        self.again()

    def again(self, how="start"):
        # the server keeps what it inherits open: it gets no pipes of ours
        options = f"-c listen_addresses=127.0.0.1 -c port={self.port} " \
            f"-c unix_socket_directories='{self.folder}' -c ssl=on " \
            f"-c ssl_cert_file='{self.folder}/server.crt' " \
            f"-c ssl_key_file='{self.folder}/server.key' " \
            f"-c max_connections=30 {self.more}"
        command = [str(BIN / "pg_ctl"), "-D", str(self.data), "-w", "-o",
                   options, "-l", str(self.folder / "log"), "-m", "immediate",
                   how]
        if os.getuid() == 0:
            command = ["runuser", "-u", self.user, "--", *command]
        subprocess.run(command, check=True, timeout=120, cwd=self.folder,
                       stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                       stderr=subprocess.DEVNULL)

    def stop(self):
        self.run("pg_ctl", "-D", self.data, "-w", "-m", "immediate", "stop")

    def tool(self, name, *arguments):
        return self.run(name, "-h", self.folder, "-p", self.port, "-U",
                        "postgres", *arguments)

    def sql(self, base, text):
        """What a statement gives, a line for each row."""
        return self.tool("psql", "-X", "-A", "-t", "-q", "-v",
                         "ON_ERROR_STOP=1", "-d", base,
                         "-c", text).stdout.decode().splitlines()

    def base(self, *options):
        """A new database. Its name."""
        name = "t" + uuid.uuid4().hex[:12]
        self.tool("createdb", *options, name)
        return name

    def drop(self, name):
        self.tool("dropdb", "--force", name)

    def place(self, base):
        return f"postgresql://postgres@/{base}?host={self.folder}" \
            f"&port={self.port}"


@pytest.fixture(name="server", scope="session")
def make_server():
    if not (BIN / "initdb").exists():
        pytest.skip("postgresql-15 is not installed")
    # not in pytest's own folder, into which another user cannot look
    folder = pathlib.Path(tempfile.mkdtemp(prefix="traction-pg-"))
    server = Server(folder)
    try:
        if os.getuid() == 0:
            shutil.chown(folder, server.user)
        server.start()
        yield server
        server.stop()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(name="place")
def make_place(server):
    """The address of an empty database."""
    name = server.base()
    yield server.place(name)
    server.drop(name)
