package science.pipeline.settings;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Everything under {@code event}: the same in producer and analytics service.
 *
 * @param schema what an event is: particle-event, or the path of a YAML file that says which fields it has; describe
 *     guesses it from the file that is replayed
 * @param format what a record's bytes are: json, csv (a line a record) or avro; empty = what the schema says, else json
 * @param maxBytes a larger record is rejected, at most 16MB; 0 = 64KB, with a list of events (each in the schema) 1MB
 * @param csv lines of CSV
 * @param avro records of Avro
 */
@Validated
@ConfigurationProperties(prefix = "event", ignoreUnknownFields = false)
public record EventProperties(
        @DefaultValue("particle-event") @NotBlank(message = "expected particle-event, or the path of a YAML file") String schema,

        @DefaultValue("") String format,
        @DefaultValue("0") DataSize maxBytes,
        @DefaultValue @Valid Csv csv,
        @DefaultValue @Valid Avro avro) {

    /**
     * Lines of CSV.
     *
     * @param columns what the cells of a line are, in their order: the places of fields (from); empty = the schema's
     *     fields in their order
     * @param separator between cells: one character, or tab; empty = a comma
     */
    public record Csv(
            @DefaultValue List<String> columns,
            @DefaultValue("") String separator) {}

    /**
     * Records of Avro.
     *
     * @param schema file with the Avro schema by which all records are written; empty = it follows from the schema's
     *     fields
     * @param registry URL of a schema registry, http://HOST:PORT, where each record names its schema by an id
     *     (Confluent's wire format)
     */
    public record Avro(
            @DefaultValue("") String schema,
            @DefaultValue("") String registry) {}
}
