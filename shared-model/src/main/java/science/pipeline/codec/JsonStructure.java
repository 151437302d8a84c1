package science.pipeline.codec;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import science.pipeline.event.Layout;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.UnexpectedEndOfInputException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;

/**
 * The strict reading of a document's structure: one JSON object, within the limits, no key twice. Finds the layout's
 * fields in it as token and text, and leaves their meaning to the caller.
 *
 * <p>Reads characters, not bytes: given bytes, the parser would guess UTF-16 and UTF-32 as well.
 */
final class JsonStructure {

    /** NaN and infinities are let through to be rejected by their own reason, not as broken JSON. */
    private static final JsonFactory JSON = JsonFactory.builder()
            // A table of keys shared by all parsers would tie a verdict to what was read before, and fails on equal
            // hashes.
            .disable(TokenStreamFactory.Feature.CANONICALIZE_PROPERTY_NAMES)
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            // Wider than the policy, which then gives its own reasons; narrow enough to bound any document.
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxDocumentLength(2L * Limits.DOCUMENT_BYTES)
                    .maxStringLength(Limits.DOCUMENT_BYTES)
                    .maxNameLength(Limits.DOCUMENT_BYTES)
                    .maxNumberLength(Limits.DOCUMENT_BYTES)
                    .maxNestingDepth(Limits.DEPTH + 1)
                    .build())
            .build();

    /** Nothing behind a comma, no digit behind a number's point, a part of a word. */
    private static final Set<String> UNFINISHED =
            Set.of("", ".", "t", "tr", "tru", "f", "fa", "fal", "fals", "n", "nu", "nul");

    private final Layout layout;

    /** The token of each field of the layout, null where the document lacks it. */
    final @Nullable JsonToken[] tokens;

    /** The text of each field that is a scalar: numbers as they are printed, strings unescaped. */
    final String[] texts;

    private int unknownFields;

    JsonStructure(Layout layout) {
        this.layout = layout;
        tokens = new JsonToken[layout.fields().size()];
        texts = new String[tokens.length];
    }

    /** Fields outside of the layout in the document read last. */
    int unknownFields() {
        return unknownFields;
    }

    /** Reads the document in {@code bytes[start, end)}; null when its structure is sound. */
    @Nullable Reject read(byte @Nullable [] bytes, int start, int end) {
        if (bytes == null) {
            return new Reject(RejectReason.TOMBSTONE, "the record has no value");
        }
        int length = end - start;
        if (length > Limits.DOCUMENT_BYTES) {
            return new Reject(
                    RejectReason.DOCUMENT_TOO_LARGE,
                    "found " + length + " bytes, expected at most " + Limits.DOCUMENT_BYTES);
        }
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes, start, length))
                    .toString();
        } catch (CharacterCodingException notUtf8) {
            return new Reject(RejectReason.NOT_UTF8, "found bytes that are not UTF-8");
        }
        if (text.startsWith("\uFEFF")) {
            text = text.substring(1);
        }
        if (text.isBlank()) {
            return new Reject(RejectReason.EMPTY, "found " + length + " bytes and no document in them");
        }
        return parse(text);
    }

    private @Nullable Reject parse(String text) {
        Arrays.fill(tokens, null);
        unknownFields = 0;
        boolean complete = false;
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), text)) {
            JsonToken root = parser.nextToken();
            if (root != JsonToken.START_OBJECT) {
                parser.skipChildren();
                return new Reject(RejectReason.NOT_AN_OBJECT, "found " + named(root) + ", expected an object");
            }
            Reject fault = object(parser);
            if (fault != null) {
                return fault;
            }
            complete = true;
            return parser.nextToken() == null ? null : trailing();
        } catch (StreamConstraintsException beyondTheLimits) {
            return tooDeep(); // in an array that is no event anyway; all other limits are wider than a document
        } catch (JacksonException broken) {
            if (complete) {
                return trailing();
            }
            return isCut(text, broken)
                    ? new Reject(RejectReason.TRUNCATED, "the document ends after " + text.length() + " characters")
                    : new Reject(RejectReason.NOT_JSON, broken.getOriginalMessage());
        }
    }

    /** From where the parser stumbled to the end stands nothing, or what may well go on. */
    private static boolean isCut(String text, JacksonException broken) {
        if (broken instanceof UnexpectedEndOfInputException) {
            return true;
        }
        long at = broken.getLocation().getCharOffset();
        return at >= 0 && at <= text.length() && UNFINISHED.contains(text.substring((int) at));
    }

    private static Reject trailing() {
        return new Reject(RejectReason.TRAILING_BYTES, "something follows the document's closing brace");
    }

    private static Reject tooDeep() {
        return new Reject(RejectReason.TOO_DEEP, "nested deeper than " + Limits.DEPTH + " objects and arrays");
    }

    /** Walks the root object to its end. Every token passes here, so every limit holds for unknown fields too. */
    private @Nullable Reject object(JsonParser parser) {
        Deque<Set<String>> keys = new ArrayDeque<>();
        keys.push(new HashSet<>());
        int field = -1;
        while (!keys.isEmpty()) {
            JsonToken token = parser.nextToken();
            Reject fault = withinLimits(parser, token);
            if (fault != null) {
                return fault;
            }
            boolean atRoot = keys.size() == 1;
            switch (token) {
                case PROPERTY_NAME -> {
                    String name = parser.currentName();
                    if (!keys.element().add(name)) {
                        return new Reject(RejectReason.DUPLICATE_KEY, "found " + Quote.of(name) + " twice");
                    }
                    field = atRoot ? layout.indexOf(name) : -1;
                    unknownFields += atRoot && field < 0 ? 1 : 0;
                }
                case START_OBJECT, START_ARRAY -> {
                    note(field, token, "");
                    field = -1;
                    keys.push(new HashSet<>());
                    if (keys.size() > Limits.DEPTH) {
                        return tooDeep();
                    }
                }
                case END_OBJECT, END_ARRAY -> keys.pop();
                default -> {
                    note(field, token, parser.getString());
                    field = -1;
                }
            }
        }
        return null;
    }

    private void note(int field, JsonToken token, String text) {
        if (field >= 0) {
            tokens[field] = token;
            texts[field] = text;
        }
    }

    private static @Nullable Reject withinLimits(JsonParser parser, JsonToken token) {
        if (token == JsonToken.PROPERTY_NAME || token == JsonToken.VALUE_STRING) {
            int length = parser.getStringLength();
            return length <= Limits.STRING_CHARS
                    ? null
                    : new Reject(
                            RejectReason.STRING_TOO_LONG,
                            "found a string of " + length + " characters, expected at most " + Limits.STRING_CHARS);
        }
        if (token.isNumeric()) {
            int length = parser.getStringLength();
            return length <= Limits.NUMBER_CHARS
                    ? null
                    : new Reject(
                            RejectReason.NUMBER_TOO_LONG,
                            "found a number of " + length + " characters, expected at most " + Limits.NUMBER_CHARS);
        }
        return null;
    }

    /** What a token is called in a message. */
    static String named(@Nullable JsonToken token) {
        if (token == null) {
            return "nothing";
        }
        return switch (token) {
            case START_OBJECT -> "an object";
            case START_ARRAY -> "an array";
            case VALUE_STRING -> "a string";
            case VALUE_TRUE, VALUE_FALSE -> "a boolean";
            case VALUE_NULL -> "null";
            default -> "a number";
        };
    }
}
