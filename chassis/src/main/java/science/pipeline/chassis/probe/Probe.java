package science.pipeline.chassis.probe;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/**
 * A container's health check: asks the service beside it whether it is ready. Exit code 0 if so; otherwise 1, and its
 * answer.
 */
public final class Probe {

    private static final int PATIENCE_MILLIS = 4000;
    private static final int OK = 200;

    private Probe() {}

    public static void main(String[] none) {
        System.exit(ask(Path.of(System.getenv().getOrDefault("PROBE_FILE", "/tmp/probe")), System.out));
    }

    /** @param whereabouts the file that {@link Whereabouts} has written */
    static int ask(Path whereabouts, PrintStream out) {
        try {
            HttpURLConnection asked = (HttpURLConnection)
                    URI.create(Files.readString(whereabouts)).toURL().openConnection();
            asked.setConnectTimeout(PATIENCE_MILLIS);
            asked.setReadTimeout(PATIENCE_MILLIS);
            if (asked instanceof HttpsURLConnection encrypted) {
                believe(encrypted);
            }
            int status = asked.getResponseCode();
            try (InputStream answer = status < 400 ? asked.getInputStream() : asked.getErrorStream()) {
                out.println(status + " " + new String(answer.readAllBytes(), StandardCharsets.UTF_8));
            }
            return status == OK ? 0 : 1;
        } catch (NoSuchFileException notYet) {
            out.println("no web server listens yet (" + whereabouts + " is not there)");
            return 1;
        } catch (IOException | GeneralSecurityException silent) {
            out.println("no answer: " + silent);
            return 1;
        }
    }

    /** It is the process beside this one; whom its certificate names to others does not matter here. */
    private static void believe(HttpsURLConnection asked) throws GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {new Anybody()}, null);
        asked.setSSLSocketFactory(context.getSocketFactory());
        asked.setHostnameVerifier((host, session) -> true);
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
