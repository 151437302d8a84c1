package science.pipeline.analysis.onnx;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Constant numbers.
 *
 * @param shape lengths of the dimensions; their product is the number of values
 * @param values row by row
 */
record Tensor(String name, Kind kind, int[] shape, double[] values) {

    private static final int EXTERNAL = 1;

    /** @throws ModelFault if it is damaged, not a number, or lies in another file */
    static Tensor read(Message message) {
        Message.Numbers shape = new Message.Numbers(message.limits());
        Message.Numbers values = new Message.Numbers(message.limits());
        ByteBuffer raw = null;
        String name = "";
        long type = 0;
        boolean external = false;
        while (message.next()) {
            switch (message.field()) {
                case 1 -> message.integersInto(shape);
                case 2 -> type = message.integer();
                case 4 -> message.floatsInto(values);
                case 5, 7 -> message.integersInto(values);
                case 8 -> name = message.text();
                case 9 -> raw = message.raw();
                case 10 -> message.doublesInto(values);
                case 13 -> external = true;
                case 14 -> external |= message.integer() == EXTERNAL;
                default -> {}
            }
        }
        if (external) {
            throw new ModelFault("numbers of " + name + " in another file", "all numbers in the model's own file");
        }
        Kind kind = Kind.of(type);
        if (raw != null) {
            readRaw((int) type, raw, values);
        }
        return checked(new Tensor(name, kind, lengths(name, shape.values()), values.values()));
    }

    private static void readRaw(int type, ByteBuffer raw, Message.Numbers values) {
        int size = type == 9 ? 1 : type == 7 || type == 11 ? 8 : 4;
        while (raw.remaining() >= size) {
            values.add(
                    switch (type) {
                        case 1 -> raw.getFloat();
                        case 6 -> raw.getInt();
                        case 7 -> raw.getLong();
                        case 9 -> raw.get();
                        default -> raw.getDouble();
                    });
        }
    }

    private static int[] lengths(String name, double[] shape) {
        for (double length : shape) {
            if (length < 0 || length > Limits.NUMBERS) {
                throw new ModelFault(
                        "the shape " + Arrays.toString(shape) + " of " + name, "lengths of numbers that are there");
            }
        }
        return Arrays.stream(shape).mapToInt(length -> (int) length).toArray();
    }

    private static Tensor checked(Tensor tensor) {
        long count = 1;
        for (int length : tensor.shape) {
            count *= length;
            if (count > Limits.NUMBERS) {
                break;
            }
        }
        if (count != tensor.values.length) {
            throw new ModelFault(
                    "the shape " + Arrays.toString(tensor.shape) + " of " + tensor.name + " with "
                            + tensor.values.length + " numbers",
                    "as many numbers as the shape says");
        }
        checkNumbers(tensor.name, tensor.values);
        return tensor;
    }

    static double[] checkNumbers(String name, double[] values) {
        for (double value : values) {
            if (Double.isNaN(value)) {
                throw new ModelFault("NaN among the numbers of " + name, "numbers");
            }
        }
        return values;
    }

    /** Its only number. */
    double scalar() {
        if (values.length != 1) {
            throw new ModelFault(values.length + " numbers in " + name, "one number");
        }
        return values[0];
    }
}
