package science.pipeline.dataset.commit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileNameTest {

    @Test
    void aNameIsReadAsItWasWritten() {
        FileName name = new FileName("high_energy_events", 7, 12, 345);
        assertThat(name).hasToString("high_energy_events_p07-e0012-000000000000000345.csv");
        assertThat(FileName.parse(name.toString())).contains(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "all_events_final.csv",
                "all_events_p0-e0001-000000000000000000.csv",
                "all_events_p00-e0001-000000000000000000.jsonl",
                "all_events_p00-e0001-0.csv",
                "all_events_p007-e0001-000000000000000000.csv",
                "../all_events_p00-e0001-000000000000000000.csv"
            })
    void otherNamesAreNoDataFiles(String name) {
        assertThat(FileName.parse(name)).isEmpty();
    }
}
