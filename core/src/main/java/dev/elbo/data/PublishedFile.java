package dev.elbo.data;

/**
 * A file of a published data set: what its content must be, whoever it is fetched from.
 *
 * @param name as published, without {@code .gz}
 * @param size bytes of the unpacked content
 * @param sha256 of the unpacked content, in lower-case hexadecimal
 */
public record PublishedFile(String name, long size, String sha256) {}
