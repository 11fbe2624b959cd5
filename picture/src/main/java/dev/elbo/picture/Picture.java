package dev.elbo.picture;

import java.nio.file.Path;

/**
 * A picture on disk, with the words that belong under it.
 *
 * @param file a PNG file
 * @param title two or three words
 * @param caption what is seen and how to read it, in sentences
 */
public record Picture(Path file, String title, String caption) {}
