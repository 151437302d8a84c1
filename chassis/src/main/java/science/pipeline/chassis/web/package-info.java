/**
 * What an endpoint of either service needs: who may change something, and what a bare request means. May import Spring
 * and the servlet API.
 */
@NullMarked
package science.pipeline.chassis.web;

import org.jspecify.annotations.NullMarked;
