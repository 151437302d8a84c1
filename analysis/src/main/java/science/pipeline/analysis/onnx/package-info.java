/**
 * Models that people bring, as ONNX files: read, bounded when they are loaded, and evaluated event by event with the
 * same bits everywhere. Imports the JDK only.
 */
@NullMarked
package science.pipeline.analysis.onnx;

import org.jspecify.annotations.NullMarked;
