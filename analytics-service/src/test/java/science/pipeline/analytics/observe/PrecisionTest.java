package science.pipeline.analytics.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import science.pipeline.dataset.sink.Judgement;
import science.pipeline.dataset.sink.Judgement.Word;

class PrecisionTest {

    private static List<Judgement> judgements(int real, int not, int unclear) {
        List<Judgement> all = new ArrayList<>();
        for (int i = 0; i < real + not + unclear; i++) {
            Word word = i < real ? Word.REAL : i < real + not ? Word.FALSE : Word.UNCLEAR;
            all.add(new Judgement(i, 0, word, "Ada", "2026-01-16T10:00:00Z", i % 2 == 0 ? "burst" : "direction"));
        }
        return all;
    }

    /** The interval of 8 of 10 in textbooks: 49.0 to 94.3 %. */
    @Test
    void theIntervalIsWilsons() {
        Precision precision = Precision.of(judgements(8, 2, 5));
        assertThat(precision.precision()).isEqualTo(0.8);
        assertThat(precision.from()).isCloseTo(0.490, within(5e-4));
        assertThat(precision.to()).isCloseTo(0.943, within(5e-4));
        assertThat(precision.unclear()).isEqualTo(5);
    }

    @Test
    void withoutAClearVerdictThereIsNone() {
        assertThat(Precision.of(judgements(0, 0, 3)).precision()).isNull();
    }

    @Test
    void eachLayerHasItsOwn() {
        assertThat(Precision.byLayer(judgements(4, 2, 0))).hasEntrySatisfying("burst", burst -> {
            assertThat(burst.real()).isEqualTo(2);
            assertThat(burst.notReal()).isEqualTo(1);
        });
    }
}
