/** @jsxRuntime automatic */
export const Star = ({ size }) => (
  <svg width={size} xmlns:xlink="http://www.w3.org/1999/xlink">
    <use xlink:href="#star" />
  </svg>
);
export const Unused = () => <svg />;
