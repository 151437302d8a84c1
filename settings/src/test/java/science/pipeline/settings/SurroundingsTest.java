package science.pipeline.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.TimeZone;
import org.junit.jupiter.api.Test;

/** What the machine's language, clock and letters are makes no difference, or is said. */
class SurroundingsTest {

    @Test
    void languageAndTimeZoneAreSetAside() {
        Locale locale = Locale.getDefault();
        TimeZone zone = TimeZone.getDefault();
        try {
            Locale.setDefault(
                    new Locale.Builder().setLanguage("tr").setRegion("TR").build());
            TimeZone.setDefault(TimeZone.getTimeZone("America/New_York"));
            Surroundings.settle("--a=b");
            assertThat("classic".toUpperCase(Locale.getDefault())).isEqualTo("CLASSIC");
            assertThat(TimeZone.getDefault().getID()).isEqualTo("UTC");
        } finally {
            Locale.setDefault(locale);
            TimeZone.setDefault(zone);
        }
    }

    @Test
    void aPathThatTheCharacterSetCannotNameIsSaidWithWhatToSet() {
        assertThat(Surroundings.problem(StandardCharsets.US_ASCII, "/home/lab", List.of("--x=Messdaten_ä")))
                .hasValueSatisfying(problem -> assertThat(problem)
                        .contains("found '--x=Messdaten_ä'")
                        .contains("US-ASCII")
                        .contains("LC_ALL=C.UTF-8"));
        assertThat(Surroundings.problem(StandardCharsets.UTF_8, "/home/\uFFFD\uFFFD", List.of()))
                .as("a folder that was not understood")
                .isPresent();
        assertThat(Surroundings.problem(StandardCharsets.UTF_8, "/home/ä", List.of("--x=ä")))
                .isEmpty();
    }

    @Test
    void thePortOfAnAddressWithColonsStandsApart() {
        assertThat(HostPort.of("127.0.0.1", 8080)).isEqualTo("127.0.0.1:8080");
        assertThat(HostPort.of("localhost", 8080)).isEqualTo("localhost:8080");
        assertThat(HostPort.of("::1", "8080")).isEqualTo("[::1]:8080");
        assertThat(HostPort.of("[::1]", 8080)).isEqualTo("[::1]:8080");
    }
}
