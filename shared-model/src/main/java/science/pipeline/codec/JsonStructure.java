package science.pipeline.codec;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import science.pipeline.schema.Form;
import science.pipeline.schema.Schema;
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
 * The strict reading of a document's structure: one JSON object, within the limits, no key twice. Finds the schema's
 * fields in it as token and text, and leaves their meaning to the caller.
 *
 * <p>Reads characters, not bytes: given bytes, the parser would guess UTF-16 and UTF-32 as well.
 */
final class JsonStructure implements Structure {

    /** Deeper ones are rejected as a whole, so that memory is bounded; those below it element by element. */
    private static final int DEPTH_OF_FRAMES = 500;

    /** Nothing behind a comma, no digit behind a number's point, a part of a word. */
    private static final Set<String> UNFINISHED =
            Set.of("", ".", "t", "tr", "tru", "f", "fa", "fal", "fals", "n", "nu", "nul");

    private final Form form;
    private final JsonFactory json;
    private final Place root;
    private final Values values;
    private final Elements elements;
    private final Utf8 utf8 = new Utf8();
    private String text = "";
    private int listStart;
    private int listEnd;
    private boolean hasList;
    private @Nullable JsonToken listToken;
    private int unknownFields;
    private int shown;

    JsonStructure(Schema schema) {
        form = schema.form();
        json = factory(form);
        root = Place.Places.of(schema).root();
        values = new Values(schema);
        elements = new Elements(values.size());
    }

    private static JsonFactory factory(Form form) {
        int limit = form.limit();
        return JsonFactory.builder()
                // A table of keys shared by all parsers would tie a verdict to what was read before, and fails on
                // equal hashes.
                .disable(TokenStreamFactory.Feature.CANONICALIZE_PROPERTY_NAMES)
                // NaN and infinities are let through to be rejected by their own reason, not as broken JSON.
                .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
                // Wider than the policy, which then gives its own reasons; narrow enough to bound any document.
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxDocumentLength(2L * limit)
                        .maxStringLength(limit)
                        .maxNameLength(limit)
                        .maxNumberLength(limit)
                        .maxNestingDepth(form.hasList() ? DEPTH_OF_FRAMES : Limits.DEPTH + 1)
                        .build())
                .build();
    }

    @Override
    public Values values() {
        return values;
    }

    /** Keys of the document itself, and of objects in which the schema has fields. */
    @Override
    public int unknownFields() {
        return unknownFields;
    }

    @Override
    public int elements() {
        return elements.size();
    }

    @Override
    public @Nullable Reject element(int index) {
        shown = index;
        return elements.show(index, values);
    }

    @Override
    public int unknownFieldsOfElement() {
        return elements.unknown(shown);
    }

    @Override
    public byte[] alone(int index) {
        return (text.substring(0, listStart + 1) + elementText(index) + text.substring(listEnd))
                .getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public byte[] bare(int index) {
        return elementText(index).getBytes(StandardCharsets.UTF_8);
    }

    private String elementText(int index) {
        int from = elements.place(index);
        return text.substring(from, JsonText.valueEnd(text, from));
    }

    /** Reads the document in {@code bytes[start, end)}; null when its structure is sound. */
    @Override
    public @Nullable Reject read(byte @Nullable [] bytes, int start, int end) {
        text = utf8.read(bytes, start, end, form.limit());
        Reject fault = utf8.fault();
        return fault == null ? parse(text) : fault;
    }

    private @Nullable Reject parse(String text) {
        values.clear();
        elements.clear();
        hasList = false;
        listToken = null;
        unknownFields = 0;
        boolean complete = false;
        try (JsonParser parser = json.createParser(ObjectReadContext.empty(), text)) {
            JsonToken first = parser.nextToken();
            if (first != JsonToken.START_OBJECT) {
                parser.skipChildren();
                return new Reject(RejectReason.NOT_AN_OBJECT, "found " + named(first) + ", expected an object");
            }
            Reject fault = new Walk(parser, root, 1, false).run();
            if (fault != null) {
                return fault;
            }
            complete = true;
            return parser.nextToken() == null ? list() : trailing();
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

    private @Nullable Reject list() {
        return form.hasList() && !hasList ? Lists.missing(form, listToken) : null;
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

    /**
     * Goes through an object to its end, or through an element of the list. Every token passes here, so every limit
     * holds for unknown fields too.
     */
    private final class Walk {

        private final JsonParser parser;
        private final int depth;
        private final boolean isElement;
        private final Deque<Set<String>> keys = new ArrayDeque<>();
        private final Deque<Optional<Place>> objects = new ArrayDeque<>();

        /** A list of numbers that is open, where it begins, and how deep it lies. */
        private @Nullable Place numbers;

        private int numbersStart;
        private int numbersDepth;

        /** @param depth of what is in the object */
        Walk(JsonParser parser, Place object, int depth, boolean isElement) {
            this.parser = parser;
            this.depth = depth;
            this.isElement = isElement;
            keys.push(new HashSet<>());
            objects.push(Optional.of(object));
        }

        /** The first fault of the record; those of an element are the element's, and its end is found. */
        @Nullable Reject run() {
            Place place = null;
            while (!keys.isEmpty()) {
                JsonToken token = parser.nextToken();
                Reject fault = withinLimits(parser, token);
                switch (token) {
                    case PROPERTY_NAME -> {
                        String name = parser.currentName();
                        if (!keys.element().add(name) && fault == null) {
                            fault = new Reject(RejectReason.DUPLICATE_KEY, "found " + Quote.of(name) + " twice");
                        }
                        Place object = objects.element().orElse(null);
                        place = object == null ? null : object.at(name);
                        if (object != null && place == null) {
                            unknown();
                        }
                    }
                    case START_OBJECT, START_ARRAY -> {
                        if (token == JsonToken.START_ARRAY && place != null && place.isList()) {
                            fault = list(place);
                        } else {
                            open(place, token);
                            keys.push(new HashSet<>());
                            boolean isKnown = token == JsonToken.START_OBJECT
                                    && place != null
                                    && place.isObject()
                                    && !place.isList();
                            objects.push(Optional.ofNullable(isKnown ? place : null));
                            fault = depth - 1 + keys.size() > Limits.DEPTH ? tooDeep() : fault;
                        }
                        place = null;
                    }
                    case END_OBJECT, END_ARRAY -> {
                        close();
                        keys.pop();
                        objects.pop();
                    }
                    default -> {
                        note(place, token, parser.getString());
                        place = null;
                    }
                }
                if (fault != null && !isElement) {
                    return fault;
                }
                if (fault != null) {
                    elements.fault(fault);
                }
            }
            return null;
        }

        private void open(@Nullable Place place, JsonToken token) {
            if (token == JsonToken.START_ARRAY && place != null && place.isOfNumbers()) {
                numbers = place;
                numbersStart = (int) parser.currentTokenLocation().getCharOffset();
                numbersDepth = keys.size();
            } else {
                note(place, token, "");
            }
        }

        /** Of a list of numbers all its text is the value. */
        private void close() {
            if (numbers != null && keys.size() == numbersDepth + 1) {
                note(numbers, JsonToken.START_ARRAY, textFrom(parser, numbersStart));
                numbers = null;
            }
        }

        private void unknown() {
            if (isElement) {
                elements.unknown();
            } else {
                unknownFields++;
            }
        }

        /** Goes through all elements; only what makes the record none is its fault. */
        private @Nullable Reject list(Place place) {
            hasList = true;
            listStart = (int) parser.currentTokenLocation().getCharOffset();
            int below = depth + keys.size();
            if (below > Limits.DEPTH) {
                return tooDeep();
            }
            JsonToken token = parser.nextToken();
            while (token != JsonToken.END_ARRAY) {
                elements.begin((int) parser.currentTokenLocation().getCharOffset());
                element(place, token, below + 1);
                token = parser.nextToken();
            }
            listEnd = (int) parser.currentTokenLocation().getCharOffset();
            return null;
        }

        private void element(Place place, JsonToken token, int below) {
            Reject fault = withinLimits(parser, token);
            if (fault != null) {
                elements.fault(fault);
            }
            int start = (int) parser.currentTokenLocation().getCharOffset();
            if (place.value() != Place.NO_VALUE) {
                elements.put(place.value(), token, token.isScalarValue() ? parser.getString() : "");
            } else if (token != JsonToken.START_OBJECT) {
                elements.fault(Lists.noObject(form, named(token)));
            }
            if (token == JsonToken.START_OBJECT || token == JsonToken.START_ARRAY) {
                if (below > Limits.DEPTH) {
                    elements.fault(tooDeep());
                }
                new Walk(parser, place, below, true).run();
                if (token == JsonToken.START_ARRAY && place.isOfNumbers()) {
                    elements.put(place.value(), token, textFrom(parser, start));
                }
            }
        }

        private void note(@Nullable Place place, JsonToken token, String text) {
            if (place == null) {
                return;
            }
            if (place.isList()) {
                listToken = token;
            } else if (place.value() != Place.NO_VALUE && isElement) {
                elements.put(place.value(), token, text);
            } else if (place.value() != Place.NO_VALUE) {
                values.put(place.value(), token, text);
            }
        }
    }

    /** All text up to the bracket that the parser stands at. */
    private String textFrom(JsonParser parser, int start) {
        return text.substring(start, (int) parser.currentTokenLocation().getCharOffset() + 1);
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
