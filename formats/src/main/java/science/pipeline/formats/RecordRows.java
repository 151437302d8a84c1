package science.pipeline.formats;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;

/**
 * Records of a topic as rows: JSON objects, or something else, which {@link #check} says. Where most of them hold a
 * list of objects, each of its elements is a row.
 */
public final class RecordRows implements Rows {

    private static final int LONGEST_SHOWN = 40;
    private static final String AVRO = "Avro";
    private static final String TABLE = "a row of a table";

    private static final double USUAL_LENGTH = 2;

    private final Path topic;
    private final List<Value> values;
    private final @Nullable String list;
    private final Deque<JsonCells> elements = new ArrayDeque<>();
    private int next;
    private @Nullable JsonCells row;

    /**
     * A record.
     *
     * @param place for messages: partition and offset
     * @param bytes null for a record without a value
     */
    public record Value(String place, byte @Nullable [] bytes) {}

    /** @param topic for messages */
    public RecordRows(String topic, List<Value> values) {
        this.topic = Path.of(topic);
        this.values = List.copyOf(values);
        list = frame();
    }

    /** Where the list stands whose elements seem to be the events, or null if there is none. */
    public @Nullable String list() {
        return list;
    }

    /** The longest list that most records have, if it holds some elements in each. */
    private @Nullable String frame() {
        Map<String, Integer> records = new LinkedHashMap<>();
        Map<String, Integer> lengths = new LinkedHashMap<>();
        int objects = 0;
        for (Value value : values) {
            try {
                for (Map.Entry<String, Integer> found : object(value).lists().entrySet()) {
                    records.merge(found.getKey(), 1, Integer::sum);
                    lengths.merge(found.getKey(), found.getValue(), Integer::sum);
                }
                objects++;
            } catch (FileFault other) {
                // told by check, as a row
            }
        }
        String longest = null;
        for (Map.Entry<String, Integer> found : lengths.entrySet()) {
            int holding = records.getOrDefault(found.getKey(), 0);
            boolean isUsual = 2 * holding > objects && found.getValue() >= USUAL_LENGTH * holding;
            if (isUsual && (longest == null || found.getValue() > lengths.getOrDefault(longest, 0))) {
                longest = found.getKey();
            }
        }
        return longest;
    }

    /**
     * The values as lines, where most of them are rows of a table and none is JSON.
     *
     * @return none where they are something else
     */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        for (Value value : values) {
            byte[] bytes = value.bytes();
            String line = bytes == null ? "" : new String(bytes, StandardCharsets.UTF_8).strip();
            if (bytes != null && whatElse(bytes).equals(TABLE) && line.indexOf('\n') < 0) {
                lines.add(line);
            }
        }
        return 2 * lines.size() > values.size() ? lines : List.of();
    }

    /**
     * The same records as JSON.
     *
     * @param document of a record's bytes; throws {@link IllegalArgumentException} for those that have none
     */
    public RecordRows as(Function<byte[], String> document) {
        List<Value> documents = new ArrayList<>();
        String fault = "";
        for (Value value : values) {
            try {
                byte[] bytes = value.bytes();
                documents.add(
                        bytes == null
                                ? value
                                : new Value(value.place(), document.apply(bytes).getBytes(StandardCharsets.UTF_8)));
            } catch (IllegalArgumentException none) {
                fault = ", " + value.place() + ": " + none.getMessage();
            }
        }
        if (documents.isEmpty()) {
            throw new FileFault(topic + fault);
        }
        return new RecordRows(topic.toString(), documents);
    }

    /**
     * What the values are where none is a JSON object, with what to do.
     *
     * @return a sentence, or null if one is
     */
    public @Nullable String otherForm() {
        Map<String, Integer> forms = new TreeMap<>();
        TreeSet<Integer> ids = new TreeSet<>();
        for (Value value : values) {
            byte[] bytes = value.bytes();
            if (bytes == null) {
                continue;
            }
            try {
                object(value);
                return null;
            } catch (FileFault other) {
                forms.merge(isMarked(bytes) ? AVRO : whatElse(bytes), 1, Integer::sum);
            }
            if (isMarked(bytes)) {
                ids.add(ByteBuffer.wrap(bytes, 1, Integer.BYTES).getInt());
            }
        }
        String most = forms.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey)
                .orElse("nothing");
        String advice = most.equals(AVRO)
                ? " with the schemas " + ids + " (each value begins with a zero and its schema's number). Read them by"
                        + " --event.format=avro --event.avro.registry=http://HOST:PORT; with that registry describe"
                        + " prints a schema"
                : most.equals(TABLE)
                        ? ". Read them by --event.format=csv; describe a file of such lines to get a schema"
                        : ". They are read if they are JSON, CSV or Avro (event.format)";
        return topic + ": found no JSON object among " + values.size() + " values; most of them (" + forms.get(most)
                + ") are " + most + advice;
    }

    private static boolean isMarked(byte[] bytes) {
        return bytes.length > 1 + Integer.BYTES && bytes[0] == 0;
    }

    @Override
    public boolean advance() {
        row = elements.poll();
        if (row != null) {
            return true;
        }
        while (next < values.size()) {
            next++;
            if (list == null || take(values.get(next - 1), list)) {
                return true;
            }
        }
        return false;
    }

    /** Whether there is a row in a record: an element of its list, or a record that is none, which check says. */
    private boolean take(Value value, String frame) {
        try {
            JsonCells record = object(value);
            int length = record.lists().getOrDefault(frame, 0);
            for (int i = 0; i < length; i++) {
                elements.add(record.element(frame, i));
            }
        } catch (FileFault toldByCheck) {
            return true;
        }
        row = elements.poll();
        return row != null;
    }

    @Override
    public void check() {
        if (row == null) {
            row = object(values.get(next - 1));
        }
    }

    private JsonCells object(Value value) {
        byte[] bytes = value.bytes();
        if (bytes == null) {
            throw found(value, "no value");
        }
        try (JsonParser parser = JsonCells.JSON.createParser(ObjectReadContext.empty(), bytes)) {
            if (parser.nextToken() == JsonToken.START_OBJECT) {
                JsonCells cells = JsonCells.object(parser);
                if (parser.nextToken() == null) {
                    return cells;
                }
            }
        } catch (JacksonException e) {
            throw found(value, whatElse(bytes));
        }
        throw found(value, whatElse(bytes));
    }

    private FileFault found(Value value, String what) {
        return new FileFault(topic + ", " + value.place() + ": found " + what + ", expected one JSON object");
    }

    /** What a value that is no JSON object seems to be. */
    private static String whatElse(byte[] bytes) {
        // A zero, then the number of a schema: the form of a schema registry.
        if (bytes.length > 5 && bytes[0] == 0) {
            int schema = ByteBuffer.wrap(bytes, 1, 4).getInt();
            return "what a schema registry marks (a zero, then the schema's number " + schema + "), as Avro has it";
        }
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            String shown =
                    text.substring(0, Math.min(LONGEST_SHOWN, text.length())).replaceAll("\\p{Cntrl}", "?");
            boolean isTable = shown.chars().filter(c -> ",;\t|".indexOf(c) >= 0).count() > 1 && !shown.startsWith("{");
            return isTable ? TABLE : shown.startsWith("{") ? "JSON that is cut or damaged" : "text";
        } catch (CharacterCodingException binary) {
            return "bytes that are no text (Avro, Protobuf, MessagePack, or encrypted)";
        }
    }

    private JsonCells row() {
        if (row == null) {
            throw new IllegalStateException("BUG: a cell is read where no row is");
        }
        return row;
    }

    @Override
    public @Nullable String cell(String column) {
        return row().text(column);
    }

    @Override
    public boolean isQuoted(String column) {
        return row().isQuoted(column);
    }

    @Override
    public Collection<String> columns() {
        return row().paths();
    }

    @Override
    public boolean hasHeader() {
        return false;
    }

    @Override
    public Path file() {
        return topic;
    }

    @Override
    public long line() {
        return next;
    }

    @Override
    public long number() {
        return next;
    }

    @Override
    public String place() {
        return topic + ", " + values.get(next - 1).place();
    }

    @Override
    public void close() {
        // Nothing is open.
    }
}
