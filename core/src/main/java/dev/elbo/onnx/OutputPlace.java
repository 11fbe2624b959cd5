package dev.elbo.onnx;

/**
 * Where one kind of output of a group of columns is among the decoder's.
 *
 * @param head such as {@code logits}; the layer is called {@code decoder.logits}
 * @param columns of the head
 * @param shared whether the head is one learned vector for all rows
 * @param sigmoid whether the output is the sigmoid of the head
 */
// Places are read, not compared.
@SuppressWarnings("ArrayRecordComponent")
record OutputPlace(String head, int[] columns, boolean shared, boolean sigmoid) {}
