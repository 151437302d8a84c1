/**
 * Files that people have, as rows of cells: tables with any separator, JSON lines, JSON documents, compressed or not.
 * May import the JDK, commons-csv, Jackson's streaming parser and {@code shared-model}; never Spring, never Kafka.
 */
@NullMarked
package science.pipeline.formats;

import org.jspecify.annotations.NullMarked;
