package science.pipeline.chassis.registry;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import science.pipeline.schema.WriterSchemas;
import science.pipeline.terminal.Printable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Asks a registry for the Avro schema of an id, in the words of Confluent's: {@code GET /schemas/ids/ID}. Only its own
 * word that it knows none is an answer; whatever else comes back, or nothing, passes or is mended by somebody. Any
 * thread.
 */
public final class SchemaRegistry implements WriterSchemas {

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final long ASK_AGAIN_NANOS = Duration.ofSeconds(10).toNanos();
    private static final long REST_NANOS = Duration.ofSeconds(1).toNanos();
    private static final String ACCEPTED = "application/vnd.schemaregistry.v1+json, application/json";
    private static final String SUBJECT_UNKNOWN = "40403";
    private static final JsonMapper JSON = new JsonMapper();

    private final URI url;
    private final String place;
    private final @Nullable String credentials;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private final LongSupplier nanoTime;
    private final Map<Integer, String> known = new HashMap<>();
    private final Map<Integer, Long> unknownSince = new HashMap<>();
    private @Nullable Away away;
    private long awaySince;

    /**
     * @param url {@code http://HOST:PORT}, with {@code USER:PASSWORD@} before the host where it wants to know who asks
     * @throws IllegalArgumentException if it is none
     */
    public SchemaRegistry(String url) {
        this(url, System::nanoTime);
    }

    SchemaRegistry(String url, LongSupplier nanoTime) {
        URI found = URI.create(url.endsWith("/") ? url : url + "/");
        if (found.getHost() == null || !found.getScheme().startsWith("http")) {
            throw new IllegalArgumentException("found '" + url + "', expected http://HOST:PORT");
        }
        this.url = found;
        this.nanoTime = nanoTime;
        credentials = found.getRawUserInfo() == null ? null : basic(found.getUserInfo());
        place = "the schema registry at " + found.getHost() + (found.getPort() < 0 ? "" : ":" + found.getPort());
    }

    private static String basic(String userAndPassword) {
        return "Basic " + Base64.getEncoder().encodeToString(userAndPassword.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public synchronized @Nullable String of(int id) {
        String schema = known.get(id);
        if (schema != null) {
            return schema;
        }
        long now = nanoTime.getAsLong();
        Long since = unknownSince.get(id);
        if (since != null && now - since < ASK_AGAIN_NANOS) {
            return null;
        }
        Away before = away;
        if (before != null && now - awaySince < REST_NANOS) {
            throw before;
        }
        try {
            schema = ask(id);
        } catch (Away failed) {
            away = failed;
            awaySince = nanoTime.getAsLong();
            throw failed;
        }
        away = null;
        if (schema == null) {
            unknownSince.put(id, now);
        } else {
            known.put(id, schema);
        }
        return schema;
    }

    /**
     * Makes a schema known, unless it is.
     *
     * @param subject under which it stands, as TOPIC-value
     * @return its id
     * @throws Away when that cannot be done now
     */
    public int register(String subject, String schema) {
        String body = JSON.writeValueAsString(JSON.createObjectNode().put("schema", schema));
        HttpResponse<String> answer = send(request("subjects/" + subject + "/versions")
                .header("Content-Type", "application/vnd.schemaregistry.v1+json")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
        String what = "the schema of " + subject;
        if (answer.statusCode() == 401 || answer.statusCode() == 403) {
            throw denied("write", answer.statusCode(), what);
        }
        JsonNode id = json(answer.body()) == null
                ? null
                : JSON.readTree(answer.body()).get("id");
        if (answer.statusCode() != 200 || id == null || !id.isInt()) {
            throw waiting(
                    "answers HTTP " + answer.statusCode() + " for " + what + ": " + shortened(answer.body()), null);
        }
        return id.asInt();
    }

    private @Nullable String ask(int id) {
        HttpResponse<String> answer = send(request("schemas/ids/" + Integer.toUnsignedString(id)));
        return switch (answer.statusCode()) {
            case 200 -> schema(id, answer.body());
            case 401, 403 -> throw denied("read", answer.statusCode(), "the id " + id);
            case 404 -> unknown(id, answer.body());
            default -> throw waiting("answers HTTP " + answer.statusCode() + " for the id " + id, null);
        };
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(withoutUser() + path))
                .timeout(PATIENCE)
                .header("Accept", ACCEPTED);
        return credentials == null ? request : request.header("Authorization", credentials);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (HttpTimeoutException slow) {
            throw waiting("does not answer within " + PATIENCE.toSeconds() + " s", slow);
        } catch (IOException unreachable) {
            throw waiting(
                    "cannot be reached (" + reason(unreachable) + "). Start it, or mend event.avro.registry",
                    unreachable);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw waiting("was not waited for", stopping);
        }
    }

    private Away denied(String right, int status, String what) {
        return new Away(
                true,
                place + " does not let us " + right + " schemas (HTTP " + status + " for " + what
                        + "). Put USER:PASSWORD@ before the host in event.avro.registry, or grant the right to "
                        + right,
                null);
    }

    private String withoutUser() {
        return url.toString().replace(url.getRawUserInfo() == null ? "\0" : url.getRawUserInfo() + "@", "");
    }

    private String schema(int id, String body) {
        JsonNode answer = json(body);
        JsonNode schema = answer == null ? null : answer.get("schema");
        if (schema == null || !schema.isString()) {
            throw waiting("answers what is no registry's word for the id " + id + ": " + shortened(body), null);
        }
        return schema.asString();
    }

    /** A registry says in its own words that it knows no such id; another server's 404 says nothing. */
    private @Nullable String unknown(int id, String body) {
        JsonNode answer = json(body);
        if (answer != null && answer.path("error_code").asString("").equals(SUBJECT_UNKNOWN)) {
            return null;
        }
        throw waiting(
                "answers HTTP 404 for the id " + id + ", and not in a registry's words: " + shortened(body)
                        + ". Is event.avro.registry right?",
                null);
    }

    private static @Nullable JsonNode json(String body) {
        try {
            return JSON.readTree(body);
        } catch (JacksonException none) {
            return null;
        }
    }

    private Away waiting(String what, @Nullable Exception cause) {
        return new Away(false, place + " " + what, cause);
    }

    private static String reason(IOException failed) {
        String message = failed.getMessage();
        return failed.getClass().getSimpleName() + (message == null ? "" : ": " + message);
    }

    private static String shortened(String body) {
        String text = Printable.of(body.strip());
        return "'" + (text.length() > 60 ? text.substring(0, 60) + "…" : text) + "'";
    }
}
