package science.pipeline.producer.source.replay;

import java.util.List;
import org.springframework.boot.context.properties.bind.DefaultValue;
import science.pipeline.formats.FileFormat;

/**
 * How the files of a replay are written, keys under {@code producer.replay.format}. What is auto is seen from their
 * first lines.
 *
 * @param separator between cells: auto, comma, semicolon, tab, pipe, blanks (any number of them), or one character
 * @param quote around cells: auto ("), none, or one character
 * @param comment what begins a line that is no row: auto, none, or a text
 * @param header where the names of the columns stand: auto, first (the first row), comment (a comment line), or none
 * @param names of the columns, where the file does not tell them
 * @param skipLines how many lines stand before the table: auto, or a number
 * @param decimalComma whether 12,5 is a number: auto, true or false
 * @param missing what stands for no value, beside empty cells, NA, NaN, null and the like
 * @param only rows begin with this text, other lines are none: auto, all, or a text
 */
public record ReplayFormat(
        @DefaultValue("auto") String separator,
        @DefaultValue("auto") String quote,
        @DefaultValue("auto") String comment,
        @DefaultValue("auto") String header,
        @DefaultValue List<String> names,
        @DefaultValue("auto") String skipLines,
        @DefaultValue("auto") String decimalComma,
        @DefaultValue List<String> missing,
        @DefaultValue("auto") String only) {

    public ReplayFormat {
        // Refuses what is no such word, while the keys are bound.
        new FileFormat(separator, quote, comment, header, names, skipLines, decimalComma, missing, only);
    }

    FileFormat asSaid() {
        return new FileFormat(separator, quote, comment, header, names, skipLines, decimalComma, missing, only);
    }
}
