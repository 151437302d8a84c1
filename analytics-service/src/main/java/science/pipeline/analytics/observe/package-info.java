/**
 * What people and machines see of a run: progress, health, meters, endpoints, the page. May import {@code intake},
 * {@code dataset}, {@code analysis}, {@code shared-model} and Spring.
 */
@NullMarked
package science.pipeline.analytics.observe;

import org.jspecify.annotations.NullMarked;
