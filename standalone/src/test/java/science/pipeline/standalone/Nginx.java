package science.pipeline.standalone;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/** Debian's nginx, with the configuration that README shows: TLS for all, and the page at a path. */
final class Nginx implements AutoCloseable {

    private static final Path NGINX = Path.of("/usr/sbin/nginx");
    private static final Path OPENSSL = Path.of("/usr/bin/openssl");
    private static final Path SHOWN = Path.of("..", "deploy", "site", "nginx.conf");

    private final int port = LiveRun.freePort();
    private final Process process;

    /** @param behind where the page is */
    Nginx(Path folder, String behind) throws IOException, InterruptedException {
        certificate(folder, "pipeline.example.org");
        String shown = Files.readString(SHOWN)
                .replace("listen 443 ssl", "listen 127.0.0.1:" + port + " ssl")
                .replace("/etc/ssl/pipeline", folder.toString())
                .replace("http://127.0.0.1:8080/", behind);
        Files.writeString(folder.resolve("nginx.conf"), """
                daemon off;
                pid %1$s/nginx.pid;
                error_log %1$s/error.log;
                events {}
                http {
                access_log off;
                client_body_temp_path %1$s/body;
                proxy_temp_path %1$s/proxy;
                fastcgi_temp_path %1$s/fastcgi;
                uwsgi_temp_path %1$s/uwsgi;
                scgi_temp_path %1$s/scgi;
                %2$s
                }
                """.formatted(folder, shown));
        process = new ProcessBuilder(NGINX.toString(), "-p", folder.toString(), "-c", folder + "/nginx.conf")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("nginx.log").toFile())
                .start();
        await().atMost(Duration.ofSeconds(20)).ignoreExceptions().until(() -> {
            new Socket(InetAddress.getLoopbackAddress(), port).close();
            return true;
        });
    }

    /** Skips the test where there is no nginx. */
    static void assumeInstalled() {
        Assumptions.assumeTrue(
                Files.isExecutable(NGINX) && Files.isExecutable(OPENSSL),
                "needs " + NGINX + " and " + OPENSSL + " (apt-get install nginx-light openssl)");
    }

    /** Skips the test where no certificates are made. */
    static void assumeOpenssl() {
        Assumptions.assumeTrue(Files.isExecutable(OPENSSL), "needs " + OPENSSL + " (apt-get install openssl)");
    }

    /** Makes {@code certificate.pem} and {@code key.pem}, signed by themselves. */
    static void certificate(Path folder, String name) throws IOException, InterruptedException {
        Process openssl = new ProcessBuilder(
                        OPENSSL.toString(),
                        "req",
                        "-x509",
                        "-newkey",
                        "rsa:2048",
                        "-nodes",
                        "-days",
                        "2",
                        "-subj",
                        "/CN=" + name,
                        "-addext",
                        "subjectAltName=DNS:" + name + ",IP:127.0.0.1",
                        "-keyout",
                        folder.resolve("key.pem").toString(),
                        "-out",
                        folder.resolve("certificate.pem").toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("openssl.log").toFile())
                .start();
        if (openssl.waitFor() != 0) {
            throw new IOException(Files.readString(folder.resolve("openssl.log")));
        }
    }

    String page() {
        return "https://127.0.0.1:" + port + "/pipeline/";
    }

    int port() {
        return port;
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().orTimeout(10, TimeUnit.SECONDS).join();
    }
}
