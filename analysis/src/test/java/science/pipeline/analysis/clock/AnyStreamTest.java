package science.pipeline.analysis.clock;

import static org.assertj.core.api.Assertions.assertThat;
import static science.pipeline.analysis.Events.SECOND;
import static science.pipeline.analysis.Events.START;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

/**
 * What may be late or future, over random streams: paces from 1 kHz to one a day, even or at random or several records
 * at one instant, clocks wrong for any number of records in any direction. 40 seeds a rule take a second.
 */
class AnyStreamTest {

    private static final long DAY = 86_400 * SECOND;
    private static final int SEEDS = 40;

    private EventClock clock = new EventClock(60 * SECOND, 10 * SECOND);

    @RepeatedTest(SEEDS)
    void anOrderedStreamIsNeverFutureAndNeverLate(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        Source source = new Source(random, START);
        for (int i = 0; i < 4_000; i++) {
            clock.judge(source.next());
        }
        assertThat(clock.late() + clock.future()).as("%s", source).isZero();
    }

    /** One right record in time after a fault, and it is over. */
    @RepeatedTest(SEEDS)
    void afterAClockWasWrongAtMostAHundredRightRecordsAreNotInTime(RepetitionInfo repetition) {
        Random random = new Random(1_000 + repetition.getCurrentRepetition());
        Source right = new Source(random, START);
        for (int fault = 0; fault < 6; fault++) {
            for (int i = 0; i < 500; i++) {
                clock.judge(right.next());
            }
            long before = clock.late() + clock.future();
            int length = random.nextInt(400);
            Source wrong = right.at(jump(random));
            for (int i = 0; i < length; i++) {
                clock.judge(wrong.next());
            }
            assertThat(clock.late() + clock.future() - before).isLessThanOrEqualTo(Math.min(length, 100));
            assertRightAgainWithin(100, right);
        }
    }

    @RepeatedTest(SEEDS)
    void aChangeOfPaceCostsAtMostAHundredRecords(RepetitionInfo repetition) {
        Random random = new Random(2_000 + repetition.getCurrentRepetition());
        Source source = new Source(random, START);
        for (int phase = 0; phase < 8; phase++) {
            source = new Source(random, source.now);
            assertRightAgainWithin(100, source);
        }
        assertThat(clock.late()).isZero();
    }

    /**
     * Where it is wrong by no more than the stream's own long steps, one right record may be late for each wrong one.
     */
    @RepeatedTest(SEEDS)
    void aFewDetectorsWithAWrongClockDoNotMakeTheOthersLate(RepetitionInfo repetition) {
        Random random = new Random(3_000 + repetition.getCurrentRepetition());
        Source right = new Source(random, START);
        long off = jump(random);
        double share = random.nextDouble() / 5;
        int notInTime = 0;
        int wrong = 0;
        for (int i = 0; i < 5_000; i++) {
            if (random.nextDouble() < share) {
                clock.judge(right.now + off);
                wrong++;
            } else if (clock.judge(right.next()) > Timing.WENT_BACK) {
                notInTime++;
            }
        }
        boolean isInReach = Math.abs(off) < 200 * right.interval;
        assertThat(notInTime).isLessThanOrEqualTo(isInReach ? 150 + 2 * wrong : 150);
    }

    @RepeatedTest(SEEDS)
    void theRuleWordForWordSaysTheSameAndARestartChangesNothing(RepetitionInfo repetition) throws IOException {
        Random random = new Random(4_000 + repetition.getCurrentRepetition());
        long lateness = random.nextInt(3) * 60 * SECOND;
        clock = new EventClock(lateness, 10 * SECOND);
        ClockOracle oracle = new ClockOracle(lateness, 10 * SECOND);
        for (long micros : anything(random)) {
            assertThat(clock.judge(micros) <= Timing.WENT_BACK).isEqualTo(oracle.judge(micros));
            assertThat(clock.now()).hasValue(oracle.now());
            assertThat(clock.horizon()).isEqualTo(oracle.horizon());
            if (random.nextInt(100) == 0) {
                clock = restarted(lateness);
            }
        }
    }

    /** After so many records each is in time, as far as one looks. */
    private void assertRightAgainWithin(int most, Source source) {
        long before = clock.late() + clock.future();
        for (int i = 0; i < most; i++) {
            clock.judge(source.next());
        }
        long after = clock.late() + clock.future();
        for (int i = 0; i < 400; i++) {
            clock.judge(source.next());
        }
        assertThat(after - before).isLessThanOrEqualTo(most);
        assertThat(clock.late() + clock.future()).as("%s", source).isEqualTo(after);
        assertThat(clock.now()).hasValue(source.now);
    }

    private static List<Long> anything(Random random) {
        List<Long> stream = new ArrayList<>();
        Source source = new Source(random, START);
        while (stream.size() < 1_500) {
            switch (random.nextInt(6)) {
                case 0 -> source = new Source(random, source.now);
                case 1 -> source = source.at(jump(random));
                default -> {}
            }
            int length = random.nextInt(120);
            long off = random.nextInt(4) == 0 ? jump(random) : 0;
            for (int i = 0; i < length; i++) {
                long micros = source.next();
                stream.add(random.nextInt(10) == 0 ? micros + off + random.nextInt(1_000) - 500 : micros);
            }
        }
        return stream;
    }

    /** From a minute and a half to half a century, either way. */
    private static long jump(Random random) {
        long jump = (long) (90 * SECOND * Math.pow(1.8e7, random.nextDouble()));
        return random.nextBoolean() ? jump : -jump;
    }

    private EventClock restarted(long lateness) throws IOException {
        ByteArrayOutputStream saved = new ByteArrayOutputStream();
        clock.save(new DataOutputStream(saved));
        EventClock after = new EventClock(lateness, 10 * SECOND);
        after.load(new DataInputStream(new ByteArrayInputStream(saved.toByteArray())));
        return after;
    }

    /** Records in order: even, at random, or several at one instant. */
    private static final class Source {
        private final Random random;
        private final int kind;
        private final long interval;
        private final int together;
        private int sent;
        private long now;

        Source(Random random, long now) {
            this(
                    random,
                    now,
                    random.nextInt(3),
                    (long) (1_000 * Math.pow(DAY / 1e3, random.nextDouble())),
                    1 + random.nextInt(100));
        }

        private Source(Random random, long now, int kind, long interval, int together) {
            this.random = random;
            this.now = now;
            this.kind = kind;
            this.interval = interval;
            this.together = together;
        }

        Source at(long off) {
            return new Source(random, now + off, kind, interval, together);
        }

        long next() {
            sent++;
            now += switch (kind) {
                case 0 -> interval;
                case 1 -> (long) (-interval * Math.log1p(-random.nextDouble()));
                default -> sent % together == 1 % together ? interval : 0;
            };
            return now;
        }

        @Override
        public String toString() {
            return "kind " + kind + ", " + interval / 1e6 + " s";
        }
    }
}
