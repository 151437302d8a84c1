package science.pipeline.analytics.dataset;

import science.pipeline.codec.NumberWriter;

/** A number, 0 or more, that mostly rises by one: kept as digits, of which one step changes one or two. */
final class RisingNumber {

    private final byte[] digits = new byte[NumberWriter.MAX_LENGTH];
    private int count;
    private long value;

    RisingNumber() {
        rewrite(0);
    }

    void set(long next) {
        if (next == value + 1) {
            step();
            value = next;
        } else {
            rewrite(next);
        }
    }

    /**
     * Writes the digits.
     *
     * @return where they end
     */
    int write(byte[] into, int at) {
        for (int i = 0; i < count; i++) {
            into[at + i] = digits[i];
        }
        return at + count;
    }

    private void step() {
        int last = count - 1;
        while (last >= 0 && digits[last] == '9') {
            digits[last--] = '0';
        }
        if (last >= 0) {
            digits[last]++;
        } else {
            rewrite(value + 1);
        }
    }

    private void rewrite(long number) {
        value = number;
        count = NumberWriter.write(number, digits, 0);
    }
}
