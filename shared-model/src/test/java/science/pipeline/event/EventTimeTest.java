package science.pipeline.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class EventTimeTest {

    /** Every day of the accepted range: the calendar arithmetic is our own, the JDK's is the oracle. */
    @Test
    void everyDayIsReadAndWrittenAsTheJdkDoes() {
        LocalDateTime last = LocalDateTime.of(2100, 12, 31, 23, 59, 59);
        for (LocalDateTime time = LocalDateTime.of(1970, 1, 1, 0, 0, 1); !time.isAfter(last); time = time.plusDays(1)) {
            long micros = time.toEpochSecond(ZoneOffset.UTC) * 1_000_000 + 42;
            String text = time + ".000042";
            assertThat(parse(text)).isEqualTo(micros);
            assertThat(EventTime.format(micros)).isEqualTo(text);
        }
    }

    @Test
    void aShortFractionCountsInItsPlace() {
        assertThat(parse("1970-01-01T00:00:00.5")).isEqualTo(500_000);
        assertThat(parse("1970-01-01T00:00:00.05Z")).isEqualTo(50_000);
        assertThat(parse("1970-01-01T00:00:01")).isEqualTo(1_000_000);
    }

    @Test
    void instantsAndMicrosecondsAreTheSame() {
        long micros = 1_768_559_025_123_456L;
        assertThat(EventTime.fromInstant(EventTime.toInstant(micros))).isEqualTo(micros);
    }

    private static long parse(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        return EventTime.parse(bytes, 0, bytes.length);
    }
}
