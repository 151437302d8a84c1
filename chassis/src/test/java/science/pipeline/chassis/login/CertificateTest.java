package science.pipeline.chassis.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A service with a certificate of its own, which somebody renews while it runs. */
class CertificateTest {

    private static final Path OPENSSL = Path.of("/usr/bin/openssl");

    @TempDir
    Path folder;

    @Test
    void aRenewedCertificateIsShownWithoutARestart() throws Exception {
        Assumptions.assumeTrue(Files.isExecutable(OPENSSL), "needs " + OPENSSL + " (apt-get install openssl)");
        renew("first.example.org");
        try (Site site = new Site(
                "--server.ssl.bundle=web",
                "--spring.ssl.bundle.pem.web.reload-on-update=true",
                "--spring.ssl.bundle.watch.file.quiet-period=200ms",
                "--spring.ssl.bundle.pem.web.keystore.certificate=file:" + folder.resolve("certificate.pem"),
                "--spring.ssl.bundle.pem.web.keystore.private-key=file:" + folder.resolve("key.pem"))) {
            assertThat(shown(site.port())).isEqualTo("CN=first.example.org");
            renew("second.example.org");
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> shown(site.port()).equals("CN=second.example.org"));
        }
    }

    /** Both files are put in place as certbot does: whole. */
    private void renew(String name) throws IOException, InterruptedException {
        Path fresh = Files.createDirectories(folder.resolve("fresh"));
        Process openssl = new ProcessBuilder(List.of(
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
                        "-keyout",
                        fresh.resolve("key.pem").toString(),
                        "-out",
                        fresh.resolve("certificate.pem").toString()))
                .redirectErrorStream(true)
                .start();
        try (InputStream said = openssl.getInputStream()) {
            byte[] all = said.readAllBytes();
            assertThat(openssl.waitFor()).as(new String(all)).isZero();
        }
        for (String file : List.of("key.pem", "certificate.pem")) {
            Files.move(fresh.resolve(file), folder.resolve(file), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static String shown(int port) throws Exception {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {new Anybody()}, null);
        try (SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket("127.0.0.1", port)) {
            socket.startHandshake();
            return ((X509Certificate) socket.getSession().getPeerCertificates()[0])
                    .getSubjectX500Principal()
                    .getName();
        }
    }

    private static final class Anybody implements X509TrustManager {

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String kind) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String kind) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
