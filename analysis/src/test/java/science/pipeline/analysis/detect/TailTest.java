package science.pipeline.analysis.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

/** A tail against the true share of a known distribution, and against counting all values by hand. */
class TailTest {

    private static final int SEEN = 100_000;

    private static double[] draw(ToDoubleFunction<Random> distribution) {
        Random random = new Random(3);
        double[] values = new double[SEEN];
        Arrays.setAll(values, i -> distribution.applyAsDouble(random));
        return values;
    }

    private static Tail learnt(double[] values) {
        Tail tail = new Tail(Tail.SILENT, 400);
        Arrays.stream(values).forEach(tail::add);
        return tail;
    }

    private static double exponential(Random random) {
        return -Math.log(1 - random.nextDouble());
    }

    @Test
    void knowsNothingBeforeItIsWarm() {
        Tail tail = new Tail(Tail.SILENT, 400);
        for (int i = 0; i < 399; i++) {
            tail.add(i * 0.001);
        }

        assertThat(tail.score(1_000)).isZero();
        tail.add(0.1);
        assertThat(tail.score(1_000)).isPositive();
    }

    @Test
    void believesItsPriorBeforeItIsWarm() {
        assertThat(new Tail(Tail.NORMAL, 400).score(5)).isCloseTo(NormalTail.score(5), within(0.1));
    }

    @Test
    void countsTheShareThatIsAtLeastAsFarOff() {
        double[] values = draw(TailTest::exponential);
        Tail tail = learnt(values);

        for (double deviation : new double[] {0.5, 1, 2, 2.9}) {
            double share =
                    Arrays.stream(values).filter(value -> value >= deviation).count() / (double) SEEN;
            // A bin is a 64th of an octave wide.
            assertThat(tail.score(deviation)).isCloseTo(-Math.log10(share), within(0.05));
        }
    }

    @Test
    void extendsAnExponentialTailAsItIs() {
        Tail tail = learnt(draw(TailTest::exponential));

        assertThat(tail.score(6 * Math.log(10))).isCloseTo(6, within(0.6));
    }

    @Test
    void followsANormalTailInwardsOfItsExponentialExtension() {
        Tail tail = learnt(draw(random -> Math.abs(random.nextGaussian())));

        assertThat(tail.score(3.3)).isCloseTo(NormalTail.score(3.3), within(0.2));
        assertThat(tail.score(6)).isBetween(5.0, NormalTail.score(6));
    }

    @Test
    void knowsWhereABoundedTailEnds() {
        Tail tail = learnt(draw(Random::nextDouble));

        assertThat(tail.score(0.99)).isLessThan(2.5);
        assertThat(tail.score(2)).isGreaterThan(8);
    }

    @Test
    void passesUnderOnePerCentOfAnomalies() {
        Tail tail = learnt(draw(random -> random.nextInt(100) == 0 ? 20 + random.nextDouble() : exponential(random)));

        // Without them it would be 8.7; they make the tail look wider than it is, not as wide as they are.
        assertThat(tail.score(20)).isGreaterThan(5);
    }

    @Test
    void aDeviationThatManyShareCountsAllOfThem() {
        double[] values = draw(random -> Math.floor(4 * exponential(random)) / 4);
        Tail tail = learnt(values);

        double share = Arrays.stream(values).filter(value -> value >= 2.5).count() / (double) SEEN;
        assertThat(tail.score(2.5)).isCloseTo(-Math.log10(share), within(0.05));
    }

    @Test
    void neverFallsAsDeviationsGrow() {
        Tail tail = learnt(draw(random -> Math.abs(random.nextGaussian()) * (random.nextInt(50) == 0 ? 8 : 1)));

        double last = 0;
        for (double deviation = 0; deviation < 600; deviation += 0.01) {
            assertThat(tail.score(deviation)).isGreaterThanOrEqualTo(last);
            last = tail.score(deviation);
        }
    }
}
