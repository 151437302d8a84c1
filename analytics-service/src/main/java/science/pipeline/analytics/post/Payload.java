package science.pipeline.analytics.post;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** What a record carries: views into the bytes of the batch that it came with. */
public final class Payload {

    private Payload() {}

    /** Bytes of its own, for those who keep them; null of null. The view stays as it was. */
    public static byte @Nullable [] copy(@Nullable ByteBuffer view) {
        if (view == null) {
            return null;
        }
        byte[] copy = new byte[view.remaining()];
        view.get(view.position(), copy);
        return copy;
    }
}
