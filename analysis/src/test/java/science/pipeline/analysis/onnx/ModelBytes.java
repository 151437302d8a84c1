package science.pipeline.analysis.onnx;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Writes ONNX files for tests: just enough of their encoding. */
public final class ModelBytes {

    public static final int FLOAT = 1;
    static final int INT64 = 7;
    static final int BOOL = 9;
    static final int DOUBLE = 11;

    private final ByteArrayOutputStream graph = new ByteArrayOutputStream();
    private final int opset;

    public ModelBytes() {
        this(15);
    }

    ModelBytes(int opset) {
        this.opset = opset;
        field(graph, 2, text("test"));
    }

    /** An attribute, encoded. */
    public static byte[] attribute(String name, Object value) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        field(out, 1, text(name));
        if (value instanceof Integer number) {
            varint(out, 3, number);
            varint(out, 20, 2);
        } else if (value instanceof Float number) {
            fixed32(out, 2, number);
            varint(out, 20, 1);
        } else if (value instanceof String words) {
            field(out, 4, text(words));
            varint(out, 20, 3);
        } else if (value instanceof float[] numbers) {
            for (float number : numbers) {
                fixed32(out, 7, number);
            }
            varint(out, 20, 6);
        } else if (value instanceof long[] numbers) {
            for (long number : numbers) {
                varint(out, 8, number);
            }
            varint(out, 20, 7);
        } else if (value instanceof List<?> words) {
            words.forEach(word -> field(out, 9, text((String) word)));
            varint(out, 20, 8);
        } else {
            field(out, 5, (byte[]) value);
            varint(out, 20, 4);
        }
        return out.toByteArray();
    }

    public ModelBytes node(String operator, List<String> inputs, List<String> outputs, byte[]... attributes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        inputs.forEach(input -> field(out, 1, text(input)));
        outputs.forEach(output -> field(out, 2, text(output)));
        field(out, 4, text(operator));
        for (byte[] attribute : attributes) {
            field(out, 5, attribute);
        }
        boolean isMl = operator.startsWith("Tree")
                || List.of("Scaler", "LabelEncoder", "ZipMap", "ArrayFeatureExtractor")
                        .contains(operator);
        field(out, 7, text(isMl ? "ai.onnx.ml" : ""));
        field(graph, 1, out.toByteArray());
        return this;
    }

    public ModelBytes constant(String name, long[] shape, float... values) {
        field(graph, 5, tensor(name, FLOAT, shape, floats(values)));
        return this;
    }

    ModelBytes integers(String name, long[] shape, long... values) {
        ByteBuffer raw = ByteBuffer.allocate(8 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        raw.asLongBuffer().put(values);
        field(graph, 5, tensor(name, INT64, shape, raw.array()));
        return this;
    }

    /** A constant, encoded by hand. */
    ModelBytes constant(byte[] tensor) {
        field(graph, 5, tensor);
        return this;
    }

    static byte[] floats(float... values) {
        ByteBuffer raw = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        raw.asFloatBuffer().put(values);
        return raw.array();
    }

    static byte[] tensor(String name, int type, long[] shape, byte[] raw) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (long length : shape) {
            varint(out, 1, length);
        }
        varint(out, 2, type);
        field(out, 8, text(name));
        field(out, 9, raw);
        return out.toByteArray();
    }

    /** @param columns 0 for a shape of the events alone */
    public ModelBytes input(String name, int type, int columns) {
        field(graph, 11, info(name, type, columns));
        return this;
    }

    public ModelBytes output(String name, int type, int columns) {
        field(graph, 12, info(name, type, columns));
        return this;
    }

    private static byte[] info(String name, int type, int columns) {
        ByteArrayOutputStream shape = new ByteArrayOutputStream();
        ByteArrayOutputStream events = new ByteArrayOutputStream();
        field(events, 2, text("N"));
        field(shape, 1, events.toByteArray());
        if (columns > 0) {
            ByteArrayOutputStream width = new ByteArrayOutputStream();
            varint(width, 1, columns);
            field(shape, 1, width.toByteArray());
        }
        ByteArrayOutputStream tensor = new ByteArrayOutputStream();
        varint(tensor, 1, type);
        field(tensor, 2, shape.toByteArray());
        ByteArrayOutputStream of = new ByteArrayOutputStream();
        field(of, 1, tensor.toByteArray());
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        field(out, 1, text(name));
        field(out, 2, of.toByteArray());
        return out.toByteArray();
    }

    public byte[] bytes() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        varint(out, 1, 8);
        field(out, 7, graph.toByteArray());
        field(out, 8, opset("", opset));
        field(out, 8, opset("ai.onnx.ml", 2));
        return out.toByteArray();
    }

    private static byte[] opset(String domain, int version) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        field(out, 1, text(domain));
        varint(out, 2, version);
        return out.toByteArray();
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static void field(ByteArrayOutputStream out, int field, byte[] bytes) {
        writeVarint(out, field << 3 | 2);
        writeVarint(out, bytes.length);
        out.writeBytes(bytes);
    }

    static void varint(ByteArrayOutputStream out, int field, long number) {
        writeVarint(out, (long) field << 3);
        writeVarint(out, number);
    }

    private static void fixed32(ByteArrayOutputStream out, int field, float number) {
        writeVarint(out, field << 3 | 5);
        out.writeBytes(floats(number));
    }

    private static void writeVarint(ByteArrayOutputStream out, long number) {
        long left = number;
        while ((left & ~0x7FL) != 0) {
            out.write((int) (left & 0x7F | 0x80));
            left >>>= 7;
        }
        out.write((int) left);
    }
}
