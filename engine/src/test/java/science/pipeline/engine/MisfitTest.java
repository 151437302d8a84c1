package science.pipeline.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import science.pipeline.codec.Reject;
import science.pipeline.codec.RejectReason;

class MisfitTest {

    private static final Reject MISSING = new Reject(RejectReason.MISSING_FIELD, "reading.cpm: found no such field");
    private static final Reject TEXT = new Reject(RejectReason.WRONG_TYPE, "temp_c: found a string, expected a number");

    @Test
    void afterAHundredRejectsTheFieldThatFailsMostIsTold() {
        Misfit misfit = new Misfit("radiation-monitors");
        for (int i = 1; i < 100; i++) {
            assertThat(misfit.noted(3, i % 4 == 0 ? TEXT : MISSING, i)).isEmpty();
        }

        assertThat(misfit.noted(3, MISSING, 120))
                .hasValueSatisfying(said -> assertThat(said)
                        .startsWith("Of the first 120 records of partition 3 100 are no events of the schema"
                                + " radiation-monitors, most of them (76) for reading.cpm: found no such field."));
        assertThat(misfit.noted(3, MISSING, 121)).as("said once").isEmpty();
    }

    @Test
    void someRejectsAmongManyEventsAreNoMisfit() {
        Misfit misfit = new Misfit("radiation-monitors");
        for (int i = 1; i <= 500; i++) {
            assertThat(misfit.noted(0, MISSING, i * 10L)).isEmpty();
        }
    }
}
