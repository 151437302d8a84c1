package science.pipeline.analysis.aggregate;

import java.util.ArrayList;
import java.util.List;
import science.pipeline.analysis.histogram.HistogramDefinition;

/** The windows of a partition that may still grow, in ascending order. */
final class OpenWindows {

    private final long length;
    private final int selections;
    private final List<HistogramDefinition> histograms;
    private final ArrayList<OpenWindow> windows = new ArrayList<>();

    /**
     * @param length of a window, microseconds
     * @param selections how many selections there are
     * @param histograms that each window has
     */
    OpenWindows(long length, int selections, List<HistogramDefinition> histograms) {
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
        OpenWindow window = new OpenWindow(start, start + length, selections, histograms);
        windows.add(next, window);
        return window;
    }

    /** The start of the first window that does not begin before {@code micros}. */
    long firstStartFrom(long micros) {
        return -Math.floorDiv(-micros, length) * length;
    }

    /** Removes the windows that end by {@code horizon}, the earliest first. */
    List<OpenWindow> close(long horizon) {
        int open = 0;
        while (open < windows.size() && windows.get(open).end() <= horizon) {
            open++;
        }
        if (open == 0) {
            return List.of();
        }
        List<OpenWindow> head = windows.subList(0, open);
        List<OpenWindow> closed = List.copyOf(head);
        head.clear();
        return closed;
    }

    List<OpenWindow> all() {
        return windows;
    }
}
