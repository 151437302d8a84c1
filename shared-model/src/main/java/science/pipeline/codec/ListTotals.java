package science.pipeline.codec;

import science.pipeline.event.EventBatch;
import science.pipeline.event.Summary;

/** The summaries of a list while its numbers are read, one after the other. Touched by one thread. */
final class ListTotals {

    private int count;
    private double min;
    private double max;
    private double sum;

    void clear() {
        count = 0;
        min = Double.NaN;
        max = Double.NaN;
        sum = 0;
    }

    void add(double number) {
        min = count == 0 ? number : Math.min(min, number);
        max = count == 0 ? number : Math.max(max, number);
        sum += number;
        count++;
    }

    /**
     * Puts them into the batch's next row.
     *
     * @param slot of the first of them
     */
    void put(EventBatch batch, int slot) {
        for (Summary summary : Summary.values()) {
            batch.numbers[slot + summary.ordinal()][batch.size()] = of(summary);
        }
    }

    private double of(Summary summary) {
        return switch (summary) {
            case COUNT -> count;
            case MIN -> min;
            case MAX -> max;
            case SUM -> sum;
            case MEAN -> count == 0 ? Double.NaN : sum / count;
        };
    }

    /** Puts those of a list that is absent: none of them is there. */
    static void putAbsent(EventBatch batch, int slot) {
        for (Summary summary : Summary.values()) {
            batch.numbers[slot + summary.ordinal()][batch.size()] = Double.NaN;
        }
    }
}
