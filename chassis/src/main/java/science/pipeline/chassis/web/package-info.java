/**
 * What the web server of either service needs: by what name it is asked, how long a body may take, who may change
 * something, and what a bare request means. May import Spring, Jackson and the servlet API.
 */
@NullMarked
package science.pipeline.chassis.web;

import org.jspecify.annotations.NullMarked;
