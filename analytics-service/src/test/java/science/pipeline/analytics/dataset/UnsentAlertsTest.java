package science.pipeline.analytics.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** Alerts between two commits: many documents in one array. */
class UnsentAlertsTest {

    private static final JsonMapper JSON = new JsonMapper();

    private final UnsentAlerts alerts = new UnsentAlerts();

    @Test
    void documentsComeBackAsTheyWereWrittenInTheirOrder() throws IOException {
        List<String> written = IntStream.range(0, 1000)
                .mapToObj(n -> "{\"n\":" + n + ",\"unit\":\"" + "µ".repeat(n % 7) + "\"}")
                .toList();
        for (String document : written) {
            write(document);
        }

        assertThat(alerts.documents()).isEqualTo(written);
    }

    @Test
    void theRoomServesAgainWithoutWhatWasThereBefore() throws IOException {
        write("{\"long\":\"document\"}");
        write("{}");
        alerts.clear();

        assertThat(alerts.documents()).isEmpty();
        write("[1]");
        assertThat(alerts.documents()).containsExactly("[1]");
    }

    @Test
    void inACommitTheyAreAListOfTexts() throws IOException {
        write("{\"quoted\":\"\\\"\"}");
        write("");

        String json = JSON.writeValueAsString(alerts);

        assertThat(JSON.readValue(json, String[].class)).containsExactlyElementsOf(alerts.documents());
        assertThat(JSON.readValue(json, UnsentAlerts.class).documents()).isEqualTo(alerts.documents());
    }

    private void write(String document) throws IOException {
        alerts.out().write(document.getBytes(StandardCharsets.UTF_8));
        alerts.endDocument();
    }
}
