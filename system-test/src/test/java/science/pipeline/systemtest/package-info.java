/**
 * The suites: trials of faults under load, after which every guarantee must hold; refused starts; and the control that
 * the guarantees do find bugs.
 */
@NullMarked
package science.pipeline.systemtest;

import org.jspecify.annotations.NullMarked;
