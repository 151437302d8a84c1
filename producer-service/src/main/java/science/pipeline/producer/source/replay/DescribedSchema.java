package science.pipeline.producer.source.replay;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.origin.Origin;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import science.pipeline.formats.FileFault;
import science.pipeline.formats.describe.Describer;
import science.pipeline.producer.source.SourceException;

/**
 * {@code event.schema=describe}: the schema is guessed from the file that is replayed, shown, and kept as
 * {@code schema.yml} in the results folder. A file of that name that is there already is taken as it is: somebody may
 * have mended it.
 */
public final class DescribedSchema {

    /** The name of the settings that take the place of those that ask for it. */
    public static final String NAME = "described schema";

    private static final Logger log = LoggerFactory.getLogger(DescribedSchema.class);
    private static final String SCHEMA = "event.schema";
    private static final String ASKED = "describe";
    private static final String SOURCE = "producer.source";
    private static final String REPLAY = "replay";

    private final Path file;
    private final String text;
    private final boolean isNew;

    private DescribedSchema(Path file, String text, boolean isNew) {
        this.file = file;
        this.text = text;
        this.isNew = isNew;
    }

    /**
     * Describes if that is asked for, keeps the schema, and puts its path in the place of the question.
     *
     * @return empty if it is not asked for
     * @throws SourceException if there is no file to describe, or it cannot be described
     */
    public static Optional<DescribedSchema> settle(ConfigurableEnvironment environment) {
        if (!ASKED.equals(environment.getProperty(SCHEMA))) {
            return Optional.empty();
        }
        DescribedSchema described = describe(environment);
        described.save();
        Map<String, Object> settings = new HashMap<>();
        settings.put(SCHEMA, described.file.toString());
        settings.put(SOURCE, REPLAY);
        environment.getPropertySources().addFirst(new MapPropertySource(NAME, settings));
        return Optional.of(described);
    }

    private static DescribedSchema describe(ConfigurableEnvironment environment) {
        Binder binder = Binder.get(environment);
        ReplayProperties replay = binder.bindOrCreate("producer.replay", Bindable.of(ReplayProperties.class));
        if (isSaidOtherwise(environment) || replay.file().isEmpty()) {
            throw new SourceException(SCHEMA + ": found describe, but "
                    + (replay.file().isEmpty()
                            ? "producer.replay.file names no file"
                            : SOURCE + "=" + environment.getProperty(SOURCE))
                    + "; expected a file that is replayed, --producer.replay.file=mine.csv");
        }
        Path kept = Path.of(binder.bind("analytics.results-dir", String.class).orElse("results"))
                .resolve("schema.yml");
        boolean isFresh =
                Boolean.TRUE.equals(binder.bind("pipeline.fresh", Boolean.class).orElse(false));
        try {
            if (Files.exists(kept) && !isFresh) {
                log.info(
                        "{} is there and is used; remove it to have {} described anew",
                        kept,
                        replay.file().get(0));
                return new DescribedSchema(kept, Files.readString(kept), false);
            }
            String text = Describer.file(replay.file().get(0), replay.format().asSaid())
                    .text();
            log.info("The schema that seems to fit, kept in {}:\n{}", kept, text);
            return new DescribedSchema(kept, text, true);
        } catch (FileFault fault) {
            throw new SourceException(String.valueOf(fault.getMessage()), fault);
        } catch (IOException e) {
            throw unwritten(kept, e);
        }
    }

    /** Whether somebody wants another source; what our own files say is nobody's wish. */
    private static boolean isSaidOtherwise(ConfigurableEnvironment environment) {
        ConfigurationPropertyName name = ConfigurationPropertyName.of(SOURCE);
        for (ConfigurationPropertySource source : ConfigurationPropertySources.get(environment)) {
            ConfigurationProperty setting = source.getConfigurationProperty(name);
            if (setting != null) {
                Origin origin = setting.getOrigin();
                boolean isOurs = origin != null && origin.toString().startsWith("class path resource");
                return !isOurs && !REPLAY.equals(String.valueOf(setting.getValue()));
            }
        }
        return false;
    }

    /** Takes back a file that was written by this start, so that the results of earlier runs move aside without it. */
    public void withdraw() {
        try {
            if (isNew) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw unwritten(file, e);
        }
    }

    /** Writes the file if it is not there. */
    public void save() {
        try {
            if (isNew) {
                Files.createDirectories(file.toAbsolutePath().getParent());
                Files.writeString(file, text);
            }
        } catch (IOException e) {
            throw unwritten(file, e);
        }
    }

    private static SourceException unwritten(Path file, IOException e) {
        return new SourceException(file + ": the described schema cannot be kept there (" + e + ")", e);
    }
}
