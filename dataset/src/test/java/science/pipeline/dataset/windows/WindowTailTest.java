package science.pipeline.dataset.windows;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import science.pipeline.analysis.aggregate.WindowContribution;
import science.pipeline.dataset.Rows;
import science.pipeline.dataset.commit.ResultsFolder;

/** Windows of 10 s, 20 events each, that nobody takes while another partition stands still. */
class WindowTailTest {

    private static final int EVENTS = 20;
    private static final int FEW = 64;
    private static final int MANY = 1000;

    @TempDir
    Path root;

    private ResultsFolder folder;

    @BeforeEach
    void folder() {
        folder = ResultsFolder.open(root);
    }

    private Rows rows() throws Exception {
        return Rows.takeOver(folder, 0, "a").every(Duration.ofMillis(500));
    }

    private WindowTail tail() throws IOException {
        WindowTail tail = new WindowTail(folder);
        tail.follow(folder.newestCommits().get(0));
        return tail;
    }

    private static List<WindowContribution> taken(WindowTail tail) throws IOException {
        List<WindowContribution> taken = new ArrayList<>();
        for (var next = tail.next(); next.isPresent(); next = tail.next()) {
            taken.add(next.get());
            tail.take();
        }
        return taken;
    }

    private static List<Long> starts(List<WindowContribution> windows) {
        return windows.stream().map(WindowContribution::startMicros).toList();
    }

    private static List<WindowContribution> between(List<WindowContribution> all, long after, long before) {
        return all.stream()
                .filter(window -> window.startMicros() > after && window.startMicros() < before)
                .toList();
    }

    @Test
    void holdsAFewWindowsHoweverManyWaitAndLosesNone() throws Exception {
        rows().appendUpTo(MANY * EVENTS).leave();
        List<WindowContribution> all = taken(tail());
        assertThat(all).hasSizeGreaterThan(MANY - FEW);

        WindowTail tail = tail();
        tail.next();
        for (int from = 0; from + FEW < all.size(); from += FEW / 2) {
            long after = all.get(from).startMicros();
            long before = all.get(from + FEW).startMicros();
            assertThat(starts(tail.waiting(after, before))).isEqualTo(starts(between(all, after, before)));
            assertThat(tail.held()).isLessThanOrEqualTo(FEW);
        }
        assertThat(starts(tail.waiting(Long.MIN_VALUE, Long.MAX_VALUE))).isEqualTo(starts(all));
        assertThat(tail.held()).isLessThanOrEqualTo(FEW);

        assertThat(starts(taken(tail))).isEqualTo(starts(all));
        assertThat(tail.waiting(Long.MIN_VALUE, Long.MAX_VALUE)).isEmpty();
    }

    /** The clock was wrong by years for as many windows as are held several times over. */
    @Test
    void findsEarlyWindowsBehindLateOnesAlsoIfTheyCameSinceItLooked() throws Exception {
        Rows rows = rows().appendUpTo(10 * EVENTS)
                .wrongBy(Duration.ofDays(7_000))
                .appendUpTo(5 * FEW * EVENTS)
                .commit();
        WindowTail tail = tail();
        tail.next();
        long before = tail.waiting(Long.MIN_VALUE, Long.MAX_VALUE).get(0).startMicros()
                + Duration.ofDays(1).toMillis() * 1000;
        List<WindowContribution> early = tail.waiting(Long.MIN_VALUE, before);

        rows.wrongBy(Duration.ZERO).appendUpTo(10 * FEW * EVENTS).commit();
        tail.follow(folder.newestCommits().get(0));
        List<WindowContribution> found = tail.waiting(Long.MIN_VALUE, before);

        assertThat(found).hasSizeGreaterThan(early.size() + FEW);
        assertThat(starts(tail.waiting(Long.MIN_VALUE, before))).isEqualTo(starts(found));
        assertThat(tail.held()).isLessThanOrEqualTo(FEW);
        assertThat(starts(between(taken(tail), Long.MIN_VALUE, before))).isEqualTo(starts(found));
        rows.close();
    }
}
