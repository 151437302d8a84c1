package science.pipeline.codec;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import science.pipeline.event.EventTime;

class TimeTextTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            iso                                       | 2026-01-16T10:00:00.5    | 2026-01-16T10:00:00.500000
            epoch-ms                                  | 1768557600500            | 2026-01-16T10:00:00.500000
            dd.MM.yyyy HH:mm:ss                       | 16.01.2026 10:00:00      | 2026-01-16T10:00:00.000000
            yyyyMMddHH                                | 2026011610               | 2026-01-16T10:00:00.000000
            yyyy-MM-dd HH:mm:ss[.SSSSSS][.SSS][.S]    | 2026-01-16 10:00:00.5    | 2026-01-16T10:00:00.500000
            yyyy-MM-dd HH:mm:ss[.SSSSSS][.SSS][.S]    | 2026-01-16 10:00:00      | 2026-01-16T10:00:00.000000
            yyyy-MM-dd HH:mm:ssXXX                    | 2026-01-16 11:00:00+01:00 | 2026-01-16T10:00:00.000000
            """)
    void whatIsWrittenReadsBack(String format, String text, String read) {
        TimeText time = new TimeText(format);

        long micros = time.micros(text);

        assertThat(EventTime.format(micros)).isEqualTo(read);
        assertThat(time.micros(time.write(micros))).isEqualTo(micros);
    }
}
