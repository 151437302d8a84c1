package science.pipeline.dataset.windows;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

class OneLineTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private static final JsonMapper INDENTED =
            JSON.rebuild().enable(SerializationFeature.INDENT_OUTPUT).build();

    @Test
    void itIsWhatWouldHaveBeenWrittenWithoutIndentation() {
        Object document = new TreeMap<>(Map.of(
                "name with \"quotes\", a \\ and a\nnew line",
                List.of(1, 2.5, -3e-7, true),
                "Ωmega — in more than one byte",
                new TreeMap<>(Map.of("empty", List.of(), "ends with \\", "  \\"))));

        byte[] line = OneLine.of(INDENTED.writeValueAsBytes(document));

        assertThat(new String(line, UTF_8)).isEqualTo(JSON.writeValueAsString(document));
    }
}
