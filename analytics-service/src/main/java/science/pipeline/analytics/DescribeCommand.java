package science.pipeline.analytics;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import science.pipeline.analytics.intake.TopicSample;
import science.pipeline.chassis.registry.SchemaRegistry;
import science.pipeline.codec.AvroDocuments;
import science.pipeline.formats.FileFault;
import science.pipeline.formats.FileFormat;
import science.pipeline.formats.RecordRows;
import science.pipeline.formats.describe.Describer;
import science.pipeline.formats.describe.Description;
import science.pipeline.schema.Form;
import science.pipeline.schema.WriterSchemas;

/**
 * {@code describe FILE|TOPIC}: looks at a sample and prints a schema that fits. Exit code 0, or 2 for a wrong call and
 * for what cannot be described.
 */
final class DescribeCommand {

    private static final int WRONG_CALL = 2;
    private static final String FORMAT = "--producer.replay.format.";
    private static final String KAFKA = "--spring.kafka.";
    private static final String AVRO = "--event.avro.";

    private DescribeCommand() {}

    static int run(String[] arguments, PrintStream out) {
        List<String> names = new ArrayList<>();
        List<String> ofKafka = new ArrayList<>();
        Map<String, String> ofFormat = new TreeMap<>();
        Map<String, String> ofAvro = new TreeMap<>();
        for (String argument : arguments) {
            int equals = argument.indexOf('=');
            if (argument.startsWith(FORMAT) && equals > 0) {
                ofFormat.put(argument.substring(FORMAT.length(), equals), argument.substring(equals + 1));
            } else if (argument.startsWith(KAFKA) && equals > 0) {
                ofKafka.add(argument);
            } else if (argument.startsWith(AVRO) && equals > 0) {
                ofAvro.put(argument.substring(AVRO.length(), equals), argument.substring(equals + 1));
            } else if (argument.startsWith("-")) {
                return refused(
                        out,
                        "found " + argument + ", expected options that begin with " + FORMAT + " (for a file) or "
                                + KAFKA + " and " + AVRO + " (for a topic)");
            } else {
                names.add(argument);
            }
        }
        if (names.size() != 1) {
            return refused(out, "expected one file or one topic, as in: describe mine.csv");
        }
        try {
            Path file = Path.of(names.get(0));
            Description description = Files.exists(file)
                    ? Describer.file(file, format(ofFormat))
                    : ofTopic(names.get(0), ofKafka, ofAvro);
            out.print(description.text());
            return 0;
        } catch (FileFault | IllegalArgumentException | WriterSchemas.Away fault) {
            return refused(out, String.valueOf(fault.getMessage()));
        }
    }

    private static Description ofTopic(String name, List<String> ofKafka, Map<String, String> ofAvro) {
        if (!name.matches("[A-Za-z0-9._-]{1,249}")) {
            throw new FileFault(
                    "found no file " + Path.of(name).toAbsolutePath() + ", expected one, or a topic's name");
        }
        String registry = taken(ofAvro, "registry", "");
        String file = taken(ofAvro, "schema", "");
        if (!ofAvro.isEmpty() || !registry.isEmpty() && !file.isEmpty()) {
            throw new IllegalArgumentException("found " + AVRO
                    + (ofAvro.isEmpty()
                            ? "registry and " + AVRO + "schema"
                            : ofAvro.keySet().iterator().next()) + ", expected one of " + AVRO + "registry and " + AVRO
                    + "schema");
        }
        RecordRows records = TopicSample.of(name, ofKafka.toArray(String[]::new));
        if (!registry.isEmpty()) {
            AvroDocuments documents = AvroDocuments.byId(new SchemaRegistry(registry));
            return Describer.avro(name, records.as(documents::json), new Form.Writer(true, ""));
        }
        if (!file.isEmpty()) {
            String schema = avroSchema(file);
            AvroDocuments documents = AvroDocuments.of(schema);
            return Describer.avro(name, records.as(documents::json), new Form.Writer(false, schema));
        }
        return Describer.topic(name, records);
    }

    private static String avroSchema(String file) {
        try {
            return Files.readString(Path.of(file)).strip();
        } catch (IOException e) {
            throw new FileFault(AVRO + "schema: " + file + " cannot be read (" + e.getMessage() + ")", e);
        }
    }

    private static FileFormat format(Map<String, String> said) {
        FileFormat auto = FileFormat.AUTO;
        FileFormat format = new FileFormat(
                taken(said, "separator", auto.separator()),
                taken(said, "quote", auto.quote()),
                taken(said, "comment", auto.comment()),
                taken(said, "header", auto.header()),
                list(said.remove("names")),
                taken(said, "skip-lines", auto.skipLines()),
                taken(said, "decimal-comma", auto.decimalComma()),
                list(said.remove("missing")),
                taken(said, "only", auto.only()));
        if (!said.isEmpty()) {
            throw new IllegalArgumentException(
                    "found " + FORMAT + said.keySet().iterator().next()
                            + ", expected separator, quote, comment, header, names, skip-lines, decimal-comma, missing or only");
        }
        return format;
    }

    private static String taken(Map<String, String> said, String key, String otherwise) {
        String value = said.remove(key);
        return value == null ? otherwise : value;
    }

    private static List<String> list(@Nullable String words) {
        return words == null ? List.of() : List.of(words.split(","));
    }

    private static int refused(PrintStream out, String why) {
        out.println("describe: " + why);
        return WRONG_CALL;
    }
}
