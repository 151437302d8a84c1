package science.pipeline.analytics.observe;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import science.pipeline.dataset.sink.Judgement;
import science.pipeline.dataset.sink.Refusal;

/** What people said of flags as meters, by layer; of the whole group, the same at every instance. */
@Component
@Order(2)
final class PrecisionMeters implements Pulse.Beat {

    private static final Logger log = LoggerFactory.getLogger(PrecisionMeters.class);

    private final Books books;
    private final MultiGauge judged;
    private final MultiGauge precision;

    PrecisionMeters(Books books, MeterRegistry registry) {
        this.books = books;
        judged = MultiGauge.builder("pipeline.judged")
                .baseUnit("events")
                .description("Flags that people have judged")
                .register(registry);
        precision = MultiGauge.builder("pipeline.precision")
                .description("Share of the judged flags that were real, and the ends of its 95 % interval")
                .register(registry);
    }

    @Override
    public void beat() {
        try {
            show(Precision.byLayer(books.judgements()));
        } catch (UncheckedIOException | Refusal unreadable) {
            log.debug("the commits cannot be read now", unreadable);
        }
    }

    private void show(Map<String, Precision> byLayer) {
        List<MultiGauge.Row<?>> counts = new ArrayList<>();
        List<MultiGauge.Row<?>> shares = new ArrayList<>();
        byLayer.forEach((layer, measured) -> {
            counts.add(row(layer, "verdict", Judgement.Word.REAL.label(), measured.real()));
            counts.add(row(layer, "verdict", Judgement.Word.FALSE.label(), measured.notReal()));
            counts.add(row(layer, "verdict", Judgement.Word.UNCLEAR.label(), measured.unclear()));
            if (measured.precision() != null && measured.from() != null && measured.to() != null) {
                shares.add(row(layer, "end", "share", measured.precision()));
                shares.add(row(layer, "end", "from", measured.from()));
                shares.add(row(layer, "end", "to", measured.to()));
            }
        });
        judged.register(counts, true);
        precision.register(shares, true);
    }

    private static MultiGauge.Row<Number> row(String layer, String tag, String value, Number figure) {
        return MultiGauge.Row.of(Tags.of("layer", layer, tag, value), figure);
    }
}
