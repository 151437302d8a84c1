package science.pipeline.analysis.onnx;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A message in the encoding of Protocol Buffers, read field by field where it lies
 * (https://protobuf.dev/programming-guides/encoding/).
 */
final class Message {

    private static final int VARINT = 0;
    private static final int FIXED_64 = 1;
    private static final int LENGTH = 2;
    private static final int FIXED_32 = 5;

    private final byte[] bytes;
    private final int end;
    private final Limits limits;
    private int at;
    private int field;
    private int wire;
    private long number;
    private int from;

    Message(byte[] bytes, int from, int end, Limits limits) {
        this.bytes = bytes;
        this.at = from;
        this.end = end;
        this.limits = limits;
    }

    /** Goes to the next field; false at the end. */
    boolean next() {
        if (at == end) {
            return false;
        }
        long tag = varint();
        field = (int) (tag >>> 3);
        wire = (int) tag & 7;
        from = at;
        switch (wire) {
            case VARINT -> number = varint();
            case FIXED_64 -> skip(8);
            case FIXED_32 -> skip(4);
            case LENGTH -> {
                long length = varint();
                from = at;
                skip(length);
            }
            default -> throw damaged();
        }
        return true;
    }

    int field() {
        return field;
    }

    /** A whole number. */
    long integer() {
        expect(VARINT);
        return number;
    }

    float float32() {
        expect(FIXED_32);
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getFloat(from);
    }

    String text() {
        expect(LENGTH);
        return new String(bytes, from, at - from, StandardCharsets.UTF_8);
    }

    Message message() {
        expect(LENGTH);
        limits.takeNumbers(Limits.TEXT);
        return new Message(bytes, from, at, limits);
    }

    Limits limits() {
        return limits;
    }

    /** The bytes of the field, little endian. */
    ByteBuffer raw() {
        expect(LENGTH);
        return ByteBuffer.wrap(bytes, from, at - from).slice().order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Adds the field's whole numbers to a list, packed or one by one. */
    void integersInto(Numbers list) {
        if (wire == VARINT) {
            list.add(number);
            return;
        }
        expect(LENGTH);
        Message packed = new Message(bytes, from, at, limits);
        while (packed.at < packed.end) {
            list.add(packed.varint());
        }
    }

    void floatsInto(Numbers list) {
        if (wire == FIXED_32) {
            list.add(float32());
            return;
        }
        ByteBuffer packed = raw();
        while (packed.remaining() >= 4) {
            list.add(packed.getFloat());
        }
    }

    void doublesInto(Numbers list) {
        ByteBuffer packed =
                wire == FIXED_64 ? ByteBuffer.wrap(bytes, from, 8).slice().order(ByteOrder.LITTLE_ENDIAN) : raw();
        while (packed.remaining() >= 8) {
            list.add(packed.getDouble());
        }
    }

    private void expect(int expected) {
        if (wire != expected) {
            throw damaged();
        }
    }

    private void skip(long count) {
        if (count < 0 || count > end - at) {
            throw damaged();
        }
        at += (int) count;
    }

    private long varint() {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            if (at == end) {
                throw damaged();
            }
            byte next = bytes[at++];
            value |= (next & 0x7FL) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw damaged();
    }

    private ModelFault damaged() {
        return new ModelFault("a damaged file, at byte " + at, "an ONNX model");
    }

    /** A growing list of numbers, as doubles: whole ones are exact up to 2 to the 53rd. */
    static final class Numbers {

        private final Limits limits;
        private double[] values = new double[4];
        private int size;

        Numbers(Limits limits) {
            this.limits = limits;
        }

        void add(double value) {
            if (size == values.length) {
                values = Arrays.copyOf(values, size * 2);
            }
            limits.takeNumbers(1);
            values[size++] = value;
        }

        int size() {
            return size;
        }

        double[] values() {
            return Arrays.copyOf(values, size);
        }
    }
}
