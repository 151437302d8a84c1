package science.pipeline.systemtest.process;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A part with an actuator. */
public class Service extends JavaProcess {

    private final int port;

    Service(String name, int port, Path log, List<String> command) {
        super(name, log, command);
        this.port = port;
    }

    /** What it answers below {@code /actuator/}; empty before its web server listens. */
    public String ask(String path) throws IOException, InterruptedException {
        try {
            return send(path).body();
        } catch (ConnectException notYet) {
            return "";
        }
    }

    /** HTTP status of its readiness: 200 or 503; 0 before its web server listens. */
    public int readiness() throws IOException, InterruptedException {
        try {
            return send("health/readiness").statusCode();
        } catch (ConnectException notYet) {
            return 0;
        }
    }

    /** The value of a meter as Prometheus sees it, by its name and tags; NaN where there is none. */
    public double meter(String name) throws IOException, InterruptedException {
        Matcher line =
                Pattern.compile("(?m)^" + Pattern.quote(name) + " (\\S+)$").matcher(ask("prometheus"));
        return line.find() ? Double.parseDouble(line.group(1)) : Double.NaN;
    }

    /** What a browser gets first. */
    public String page() throws IOException, InterruptedException {
        return send("../").body();
    }

    private HttpResponse<String> send(String path) throws IOException, InterruptedException {
        URI uri = URI.create("http://127.0.0.1:" + port + "/actuator/").resolve(path);
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
    }
}
