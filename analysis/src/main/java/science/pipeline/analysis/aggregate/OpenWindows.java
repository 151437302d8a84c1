package science.pipeline.analysis.aggregate;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import science.pipeline.analysis.histogram.HistogramDefinition;

/** The windows of a partition that may still grow, in ascending order. */
final class OpenWindows {

    /** As one closes, another one opens; a partition that gets on by several at a time makes some afresh. */
    private static final int MOST_SPARE = 2;

    private final long length;
    private final int selections;
    private final List<HistogramDefinition> histograms;
    private final List<Measure> measures;
    private final ArrayList<OpenWindow> windows = new ArrayList<>();

    /** Closed ones that serve again. */
    private final ArrayDeque<OpenWindow> spare = new ArrayDeque<>();

    /**
     * @param length of a window, microseconds
     * @param selections how many selections there are
     * @param histograms that each window has
     * @param measures of which each window has statistics
     */
    OpenWindows(long length, int selections, List<HistogramDefinition> histograms, List<Measure> measures) {
        this.measures = measures;
        this.length = length;
        this.selections = selections;
        this.histograms = histograms;
    }

    /** The window that holds an instant, opened if there is none yet. */
    OpenWindow at(long micros) {
        int next = windows.size();
        while (next > 0 && windows.get(next - 1).start() > micros) {
            next--;
        }
        if (next > 0 && windows.get(next - 1).contains(micros)) {
            return windows.get(next - 1);
        }
        long start = Math.floorDiv(micros, length) * length;
        OpenWindow window = open(start);
        windows.add(next, window);
        return window;
    }

    private OpenWindow open(long start) {
        OpenWindow again = spare.poll();
        if (again == null) {
            return new OpenWindow(start, start + length, selections, histograms, measures);
        }
        again.reopen(start, start + length);
        return again;
    }

    /** The start of the first window that does not begin before {@code micros}. */
    long firstStartFrom(long micros) {
        return -Math.floorDiv(-micros, length) * length;
    }

    /** Removes the windows that end by {@code horizon}, the earliest first, once the taker has had them. */
    void close(long horizon, Consumer<OpenWindow> taker) {
        while (!windows.isEmpty() && windows.get(0).end() <= horizon) {
            closeOne(0, taker);
        }
    }

    /** Removes the windows that begin after {@code micros}, the earliest first, once the taker has had them. */
    void closeAfter(long micros, Consumer<OpenWindow> taker) {
        int first = 0;
        while (first < windows.size() && windows.get(first).start() <= micros) {
            first++;
        }
        while (windows.size() > first) {
            closeOne(first, taker);
        }
    }

    private void closeOne(int index, Consumer<OpenWindow> taker) {
        OpenWindow closed = windows.remove(index);
        taker.accept(closed);
        if (spare.size() < MOST_SPARE) {
            spare.add(closed);
        }
    }

    List<OpenWindow> all() {
        return windows;
    }
}
