/** @jsxRuntime automatic */
export const Star = ({ size }) => (
  <svg width={size} xmlnsXlink="http://www.w3.org/1999/xlink">
    <use xlinkHref="#star" />
  </svg>
);
export const Unused = () => <svg />;
