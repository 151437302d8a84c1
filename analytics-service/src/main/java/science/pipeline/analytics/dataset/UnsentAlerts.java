package science.pipeline.analytics.dataset;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.AbstractList;
import java.util.Arrays;
import java.util.List;

/**
 * JSON documents, UTF-8, that ride in a commit and are sent once it stands. They lie in one array, which serves again
 * after {@link #clear}: as objects of their own, thousands of them would outlive the young generation between two
 * commits, and fill the heap. Touched by one thread at a time.
 */
public final class UnsentAlerts {

    private final Text text = new Text();
    private int[] ends = new int[16];
    private int size;

    private static final class Text extends ByteArrayOutputStream {

        String between(int start, int end) {
            return new String(buf, start, end - start, StandardCharsets.UTF_8);
        }
    }

    @JsonCreator
    public static UnsentAlerts of(List<String> documents) {
        UnsentAlerts alerts = new UnsentAlerts();
        for (String document : documents) {
            alerts.text.writeBytes(document.getBytes(StandardCharsets.UTF_8));
            alerts.endDocument();
        }
        return alerts;
    }

    /** Where the next document is written, and ended by {@link #endDocument}. */
    public OutputStream out() {
        return text;
    }

    /** What was written since the last call, or the beginning, is one document. */
    public void endDocument() {
        if (size == ends.length) {
            ends = Arrays.copyOf(ends, 2 * size);
        }
        ends[size++] = text.size();
    }

    /** A view: each document is made when it is asked for. */
    @JsonValue
    public List<String> documents() {
        return new AbstractList<>() {

            @Override
            public String get(int index) {
                return text.between(index == 0 ? 0 : ends[index - 1], ends[index]);
            }

            @Override
            public int size() {
                return size;
            }
        };
    }

    /** Forgets all documents and keeps the room. */
    public void clear() {
        text.reset();
        size = 0;
    }
}
