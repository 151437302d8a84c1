package science.pipeline.chassis.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import science.pipeline.chassis.trouble.Causes;
import science.pipeline.chassis.trouble.Trouble;
import science.pipeline.schema.WriterSchemas;

/** Only a registry's own word that it knows no such id is an answer; all else is waited for. */
class SchemaRegistryTest {

    private final AtomicInteger asked = new AtomicInteger();
    private final AtomicLong now = new AtomicLong();
    private volatile int status = 200;
    private volatile String body = "{\"schema\":\"\\\"string\\\"\"}";
    private volatile String authorization = "";
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/schemas/ids/7", exchange -> {
            asked.incrementAndGet();
            authorization = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private SchemaRegistry registry(String user) {
        return new SchemaRegistry(
                "http://" + user + "127.0.0.1:" + server.getAddress().getPort(), now::get);
    }

    @Test
    void itIsAskedOnceForEachId() {
        SchemaRegistry registry = registry("");

        assertThat(registry.of(7)).isEqualTo("\"string\"");
        assertThat(registry.of(7)).isEqualTo("\"string\"");
        assertThat(asked).hasValue(1);
        assertThat(authorization).isEqualTo("null");
    }

    @Test
    void anIdThatItDoesNotKnowIsAskedForAgainAfterAWhile() {
        SchemaRegistry registry = registry("");
        status = 404;
        body = "{\"error_code\":40403,\"message\":\"Schema 7 not found\"}";

        assertThat(registry.of(7)).isNull();
        assertThat(registry.of(7)).isNull();
        assertThat(asked).hasValue(1);
        status = 200;
        body = "{\"schema\":\"\\\"long\\\"\"}";
        now.addAndGet(11_000_000_000L);
        assertThat(registry.of(7)).isEqualTo("\"long\"");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            404 | <html>nothing here</html>            | WAITING | not in a registry's words: '<html>nothing here</html>'. Is event.avro.registry right?
            200 | <html>welcome</html>                 | WAITING | what is no registry's word
            200 | {"schema":5}                         | WAITING | what is no registry's word
            500 | {"error_code":50001}                 | WAITING | HTTP 500 for the id 7
            503 | away                                 | WAITING | HTTP 503
            401 | {"error_code":401}                   | DENIED  | does not let us read schemas (HTTP 401
            403 | no                                   | DENIED  | HTTP 403
            """)
    void whatIsNoAnswerIsATroubleThatNamesIt(int code, String text, Trouble.Kind kind, String said) {
        status = code;
        body = text;

        assertThatThrownBy(() -> registry("").of(7)).isInstanceOfSatisfying(WriterSchemas.Away.class, away -> {
            Trouble trouble = Causes.ANYWHERE.of(new IllegalStateException(away));
            assertThat(trouble.kind()).isEqualTo(kind);
            assertThat(trouble.sentence()).contains("the schema registry at 127.0.0.1:", said);
        });
    }

    @Test
    void oneThatIsAwayRestsBetweenTwoQuestions() {
        SchemaRegistry registry = registry("");
        server.stop(0);

        assertThatThrownBy(() -> registry.of(7)).hasMessageContaining("cannot be reached");
        assertThatThrownBy(() -> registry.of(7)).hasMessageContaining("cannot be reached");
        now.addAndGet(2_000_000_000L);
        assertThatThrownBy(() -> registry.of(7)).hasMessageContaining("Start it, or mend event.avro.registry");
    }

    @Test
    void whoAsksIsToldAndNeverShown() {
        SchemaRegistry registry = registry("me:secret@");
        status = 401;

        assertThatThrownBy(() -> registry.of(7)).message().doesNotContain("secret");
        assertThat(authorization).isEqualTo("Basic bWU6c2VjcmV0");
    }

    @Test
    void anUrlThatIsNoneIsRefused() {
        assertThatThrownBy(() -> new SchemaRegistry("localhost:8085"))
                .hasMessageContaining("expected http://HOST:PORT");
    }
}
