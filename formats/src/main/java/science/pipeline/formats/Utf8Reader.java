package science.pipeline.formats;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Reads UTF-8, without its byte order mark, and remembers where bytes stand that are none, so that the row with them
 * can be named, and the rows before and after it can be read.
 */
final class Utf8Reader extends Reader {

    private static final int BLOCK = 1 << 16;
    private static final char REPLACEMENT = '\uFFFD';
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private final InputStream in;
    private final CharsetDecoder decoder = StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    private final ByteBuffer bytes = ByteBuffer.allocate(BLOCK).flip();
    private final CharBuffer chars = CharBuffer.allocate(BLOCK).flip();
    private final ArrayDeque<Misfit> misfits = new ArrayDeque<>();
    private boolean atEnd;
    private boolean begun;
    private long line = 1;
    private long column = 1;
    private char former;

    /** A byte that is no UTF-8, and where it stands, from 1. */
    private record Misfit(long line, long column, byte value) {}

    Utf8Reader(InputStream in) {
        this.in = in;
    }

    /**
     * What is wrong with the lines up to this one, if anything is; what is wrong with lines before is forgotten.
     *
     * @param first line, from 1
     * @param last line, included
     */
    Optional<String> misfit(long first, long last) {
        Optional<String> found = Optional.empty();
        while (!misfits.isEmpty() && misfits.element().line <= last) {
            Misfit misfit = misfits.remove();
            if (found.isEmpty() && misfit.line >= first) {
                found = Optional.of(
                        "column " + misfit.column + ": found the byte 0x"
                                + HexFormat.of().withUpperCase().toHexDigits(misfit.value)
                                + ", expected UTF-8; a file in Latin-1 or Windows-1252 is rewritten by iconv -f WINDOWS-1252 -t UTF-8");
            }
        }
        return found;
    }

    @Override
    public int read(char[] into, int at, int length) throws IOException {
        while (!chars.hasRemaining()) {
            if (!decode()) {
                return -1;
            }
        }
        int taken = Math.min(length, chars.remaining());
        chars.get(into, at, taken);
        return taken;
    }

    /** Fills {@code chars}, perhaps with nothing; false at the end. */
    private boolean decode() throws IOException {
        if (atEnd && !bytes.hasRemaining()) {
            return false;
        }
        chars.clear();
        CoderResult result = decoder.decode(bytes, chars, atEnd);
        if (result.isMalformed() || result.isUnmappable()) {
            int end = chars.position();
            count(0, end);
            misfits.add(new Misfit(line, column, bytes.get(bytes.position())));
            bytes.position(bytes.position() + result.length());
            chars.put(REPLACEMENT);
            count(end, end + 1);
        } else {
            count(0, chars.position());
            if (result.isUnderflow()) {
                fill();
            }
        }
        chars.flip();
        if (!begun && chars.hasRemaining()) {
            begun = true;
            if (chars.get(0) == BYTE_ORDER_MARK) {
                chars.get();
                column--;
            }
        }
        return true;
    }

    private void fill() throws IOException {
        bytes.compact();
        int read = in.read(bytes.array(), bytes.position(), bytes.remaining());
        atEnd = read < 0;
        bytes.position(bytes.position() + Math.max(0, read));
        bytes.flip();
    }

    private void count(int from, int to) {
        for (int i = from; i < to; i++) {
            char next = chars.get(i);
            if (next == '\n' && former == '\r') {
                former = next;
                continue;
            }
            if (next == '\n' || next == '\r') {
                line++;
                column = 1;
            } else {
                column++;
            }
            former = next;
        }
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
