/**
 * The schema of a stream: which fields an event has, what they are called, where they stand in a record and what they
 * mean. Read from one small YAML file, compiled once, obeyed by producer, service, files, statistics, detection and
 * page. May import nothing of the project.
 */
@NullMarked
package science.pipeline.schema;

import org.jspecify.annotations.NullMarked;
