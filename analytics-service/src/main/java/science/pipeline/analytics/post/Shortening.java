package science.pipeline.analytics.post;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import science.pipeline.dataset.sink.Letter;
import science.pipeline.dataset.sink.Letter.Header;

/**
 * Cuts a copy of a rejected record until it fits: first its value to a prefix, then the sender's headers away, then its
 * key to a prefix. Headers of our own say how long it was, and what its SHA-256.
 */
final class Shortening {

    /** Our own headers; a sender's of such a name give way. */
    static final String OURS = "pipeline.";

    /** Who cuts at all cuts to this: the results folder has the prefix of that length as well. */
    private static final int PREFIX_BYTES = 64 * 1024;

    private byte @Nullable [] key;
    private byte @Nullable [] value;
    private List<Header> headers;

    private Shortening(Letter letter) {
        key = letter.key();
        value = letter.value();
        headers = new ArrayList<>(letter.headers());
    }

    /**
     * The letter, cut to so many bytes if need be.
     *
     * @return null when even its place and the reason do not fit
     */
    static @Nullable Letter to(long most, Letter letter) {
        if (letter.size() <= most) {
            return letter;
        }
        Shortening copy = new Shortening(letter);
        copy.value = copy.prefix("value", copy.value, copy.room(most, letter, copy.value));
        if (copy.letter(letter).size() > most) {
            copy.leaveOutHeaders();
        }
        if (copy.letter(letter).size() > most) {
            copy.key = copy.prefix("key", copy.key, copy.room(most, letter, copy.key));
        }
        Letter shorter = copy.letter(letter);
        return shorter.size() <= most ? shorter : null;
    }

    /** What is left for this part if all others stay as they are; a little less, as headers come. */
    private int room(long most, Letter letter, byte @Nullable [] part) {
        long others = letter(letter).size() - (part == null ? 0 : part.length) + 150;
        return (int) Math.max(0, Math.min(PREFIX_BYTES, most - others));
    }

    private byte @Nullable [] prefix(String part, byte @Nullable [] bytes, int length) {
        if (bytes == null || bytes.length <= length) {
            return bytes;
        }
        if (headers.stream().noneMatch(header -> header.name().equals(OURS + part + "-bytes"))) {
            headers.add(header(OURS + part + "-bytes", Integer.toString(bytes.length)));
            headers.add(header(OURS + part + "-sha256", sha256(bytes)));
        }
        return Arrays.copyOf(bytes, length);
    }

    private void leaveOutHeaders() {
        List<Header> senders = headers.stream()
                .filter(header -> !header.name().startsWith(OURS))
                .toList();
        if (!senders.isEmpty()) {
            headers.removeAll(senders);
            headers.add(header(OURS + "headers-left-out", Integer.toString(senders.size())));
        }
    }

    private Letter letter(Letter of) {
        return new Letter(of.to(), key, value, headers);
    }

    static Header header(String name, String value) {
        return new Header(name, value.getBytes(StandardCharsets.UTF_8));
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException absent) {
            throw new IllegalStateException("BUG: every Java platform has SHA-256", absent);
        }
    }
}
