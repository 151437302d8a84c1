package science.pipeline.producer.source.replay;

import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Positive;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.boot.context.properties.NestedConfigurationProperty;
import org.springframework.boot.context.properties.bind.DefaultValue;
import science.pipeline.producer.source.FirstInstant;

/**
 * The replay source, keys under {@code producer.replay}.
 *
 * @param file the recorded file, or several, one after the other: tables or JSON, perhaps compressed with gzip
 * @param format how the files are written, where that cannot be seen from them
 * @param columns what feeds each field: COLUMN, several in a text as "{date} {time}", {row} for the row's number,
 *     =CONSTANT, pdg(COLUMN) for particle numbers, phi-sector(N) for a detector by direction; {n} in a column's name
 *     stands for the number of the particle in its row. A field that is not named here is read from the column of its
 *     own name
 * @param particlesPerRow how many particles, hence events, a row holds
 * @param pace fastest, original, or a factor
 * @param loop whether it begins again at the end of the last file
 * @param badRows what becomes of rows that are no event: stop, or skip
 * @param resume whether it goes on behind the events that an earlier run has put into the topic
 * @param timestamps where timestamps come from: auto, recorded, now or generated
 * @param start where timestamps are generated, the instant of the first event: now, or a timestamp in UTC
 * @param eventRate where timestamps are generated, rows per second of event time
 */
public record ReplayProperties(
        @DefaultValue List<Path> file,
        @DefaultValue @Valid @NestedConfigurationProperty ReplayFormat format,
        Map<String, String> columns,

        @DefaultValue("1")
        @Min(value = 1, message = "expected 1 to 100 particles") @Max(value = 100, message = "expected 1 to 100 particles") int particlesPerRow,

        @DefaultValue("fastest") ReplayPace pace,
        @DefaultValue("false") boolean loop,
        @DefaultValue("stop") BadRows badRows,
        @DefaultValue("false") boolean resume,
        @DefaultValue("auto") Timestamps timestamps,
        @DefaultValue("now") FirstInstant start,

        @DefaultValue("1000") @Positive(message = "expected rows per second, more than 0") double eventRate) {

    public ReplayProperties {
        columns = Optional.ofNullable(columns).orElse(Map.of());
    }

    @AssertTrue(message = "expected pace fastest where timestamps are generated: the recorded ones are not read") boolean isPaceKnown() {
        return timestamps != Timestamps.GENERATED || pace.isFastest();
    }
}
