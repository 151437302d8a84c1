package science.pipeline.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClosingsTest {

    private final List<String> closed = new ArrayList<>();
    private final Closings closings = new Closings();

    @Test
    void whatWasOpenedLastIsClosedFirstAndOnlyOnce() {
        closings.add(() -> closed.add("broker"));
        closings.add(() -> closed.add("producer"));

        closings.close();
        closings.close();

        assertThat(closed).containsExactly("producer", "broker");
    }

    @Test
    void whatComesUpAfterTheEndHasBegunIsClosedAtOnce() {
        closings.close();

        closings.add(() -> closed.add("late"));

        assertThat(closed).containsExactly("late");
    }

    @Test
    void whoeverWaitsIsToldOfTheEnd() throws InterruptedException {
        assertThat(closings.awaitBegin(0)).isFalse();

        closings.close();

        assertThat(closings.awaitBegin(0)).isTrue();
    }
}
